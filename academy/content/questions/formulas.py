"""Arithmetic written in a question: exact, and nothing but arithmetic.

The rule: a formula is worked out with fractions, so that the answer key is the same on every machine.
"""

import ast
import math
from collections.abc import Callable, Mapping
from fractions import Fraction

MAX_LENGTH = 300
MINUTES_A_DAY = 24 * 60

_OPERATORS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: lambda left, right: left / right,
    ast.FloorDiv: lambda left, right: Fraction(left // right),
    ast.Mod: lambda left, right: left % right,
}
_FUNCTIONS: dict[str, Callable[..., Fraction]] = {
    "min": min,
    "max": max,
    "floor": lambda value: Fraction(math.floor(value)),
    "ceil": lambda value: Fraction(math.ceil(value)),
    "round": lambda value: Fraction(math.floor(value + Fraction(1, 2))),
}


class FormulaError(ValueError):
    """A formula that cannot be worked out; the message says why, to its author."""


def evaluate(formula: str, names: Mapping[str, Fraction]) -> Fraction:
    """Return the value of `formula`, such as "size * 8 / rate", with the values of its names.

    Numbers, names, + - * / // %, brackets, min, max, floor, ceil and round (halves go up) are allowed. Raises
    FormulaError for everything else, for an unknown name and for a division by zero.
    """
    try:
        if len(formula) > MAX_LENGTH:
            raise FormulaError(f"the formula is longer than {MAX_LENGTH} characters.")
        tree = ast.parse(formula.strip(), mode="eval")
        return _value(tree.body, names)
    except ZeroDivisionError:
        raise FormulaError(f'"{formula}" divides by zero.') from None
    except (SyntaxError, ValueError, RecursionError, MemoryError, TypeError) as error:
        if isinstance(error, FormulaError):
            raise
        raise FormulaError(f'"{formula[:60]}" is not a formula; use numbers, names, + - * / ( ).') from None


def clock_text(minutes: Fraction) -> str:
    """Return minutes after midnight as a clock shows them, 845 as 14:05; a day later is the same time."""
    whole = math.floor(minutes + Fraction(1, 2)) % MINUTES_A_DAY
    return f"{whole // 60:02d}:{whole % 60:02d}"


def number_text(value: Fraction, decimals: int = 2) -> str:
    """Return a number as people write it, with at most so many decimals: 16,500 or 34.67 or 90."""
    shown = f"{float(round(value, decimals)):,.{decimals}f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _value(node: ast.expr, names: Mapping[str, Fraction]) -> Fraction:
    match node:
        case ast.Constant(value=bool() | str() | bytes() | None | complex()):
            raise FormulaError("a formula holds numbers and names only.")
        case ast.Constant(value=int() | float() as number):
            return Fraction(str(number))
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.Name(id=name):
            raise FormulaError(f'there is no parameter "{name}".')
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, names)
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATORS:
            return _OPERATORS[type(operator)](_value(left, names), _value(right, names))
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in _FUNCTIONS:
            return _FUNCTIONS[name](*(_value(argument, names) for argument in arguments))
    raise FormulaError("a formula may use + - * / // %, brackets, min, max, floor, ceil and round only.")
