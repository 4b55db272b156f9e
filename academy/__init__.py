"""Academy: training and onboarding for animation production coordinators.

Import order, lowest first; a package imports only what stands before it:
sim -> content; core -> accounts -> learning -> simulations -> cohorts -> trainer -> app, demo, commands, cli.
`sim` and `content` are pure: no Flask, no database.
"""
