"""Certificates: what somebody has completed, said once in fixed words, that anybody can verify."""
