"""Thin glue over Flask and SQLAlchemy that every feature uses; knows no feature."""
