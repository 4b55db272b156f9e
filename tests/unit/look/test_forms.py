"""Fields carry their label, hint and errors where assistive technology looks for them."""

from tests.unit.look.pages import Elements, profile_form, render_string

FORMS = '{% import "partials/forms.html" as forms %}'


def test_a_field_is_tied_to_its_label_hint_and_error() -> None:
    html = render_string(
        FORMS + '{{ forms.field(form.email, hint="For signing in.") }}', form=profile_form(email="ada")
    )
    page = Elements(html)
    control = page.one("input")
    assert page.one("label")["for"] == control["id"] == "email"
    assert control["aria-invalid"] == "true"
    assert control["aria-describedby"] == "email-hint email-error"
    assert {"email-hint", "email-error"} <= set(page.ids)
    assert "An address needs an @." in html


def test_a_field_without_hint_or_error_describes_nothing() -> None:
    control = Elements(
        render_string(FORMS + "{{ forms.field(form.name) }}", form=profile_form(name="Ada"))
    ).one("input")
    assert "aria-describedby" not in control
    assert "aria-invalid" not in control


def test_a_field_passes_further_attributes_to_the_control() -> None:
    source = FORMS + '{{ forms.field(form.email, autocomplete="email", inputmode="email") }}'
    control = Elements(render_string(source, form=profile_form())).one("input")
    assert (control["autocomplete"], control["inputmode"]) == ("email", "email")


def test_an_optional_field_says_so_and_a_required_one_does_not() -> None:
    source = FORMS + "{{ forms.field(form.about) }}"
    assert "optional" in render_string(source, form=profile_form())
    assert "optional" not in render_string(FORMS + "{{ forms.field(form.name) }}", form=profile_form())


def test_a_typed_value_is_escaped() -> None:
    html = render_string(
        FORMS + "{{ forms.field(form.name) }}", form=profile_form(name='"><script>x</script>')
    )
    assert "<script>" not in html
    assert Elements(html).one("input")["value"] == '"><script>x</script>'


def test_a_radio_group_is_a_described_fieldset() -> None:
    page = Elements(render_string(FORMS + "{{ forms.field(form.theme) }}", form=profile_form()))
    assert page.one("fieldset")["aria-describedby"] == "theme-error"
    assert "theme-error" in page.ids
    assert page.one("label")["for"] == page.one("input", type="radio")["id"]


def test_a_checkbox_stands_before_its_label() -> None:
    page = Elements(render_string(FORMS + "{{ forms.field(form.remember) }}", form=profile_form()))
    assert [tag for tag, _ in page.found if tag in {"input", "label"}] == ["input", "label"]


def test_the_summary_links_to_every_field_with_an_error() -> None:
    source = FORMS + "{{ forms.error_summary(form) }}"
    html = render_string(source, form=profile_form(name="Ada", email="ada", stage="runner"))
    page = Elements(html)
    assert [link["href"] for link in page.all("a")] == ["#email", "#theme"]
    assert page.one("div", role="alert")
    assert "2 answers need another look" in html


def test_there_is_no_summary_without_errors() -> None:
    form = profile_form(name="Ada", email="ada@lantern.example", stage="runner", theme="dark")
    assert "alert" not in render_string(FORMS + "{{ forms.error_summary(form) }}", form=form)
