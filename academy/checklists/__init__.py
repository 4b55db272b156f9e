"""The checklists of the curriculum as pages."""
