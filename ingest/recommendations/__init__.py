"""Recommendations: what a review asks somebody to do, whole and told once."""

from ingest.recommendations.find import find_recommendations

__all__ = ["find_recommendations"]
