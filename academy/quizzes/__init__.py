"""Quizzes: questions of the bank asked, answered, graded, reviewed, and mended where a key is wrong."""
