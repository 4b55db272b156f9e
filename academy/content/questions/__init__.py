"""The question bank of the courses: kinds, numeric tasks, loading and what is wrong with them. All pure."""
