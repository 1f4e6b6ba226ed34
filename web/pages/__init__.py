"""The pages, one blueprint a subject."""

from __future__ import annotations

from flask import Blueprint

from web.pages import (
    about,
    agencies,
    cases,
    documents,
    factors,
    home,
    lessons,
    recommendations,
    reviews,
    search,
    themes,
)

__all__ = ["BLUEPRINTS"]

BLUEPRINTS: tuple[Blueprint, ...] = (
    home.blueprint,
    search.blueprint,
    reviews.blueprint,
    cases.blueprint,
    factors.blueprint,
    agencies.blueprint,
    themes.blueprint,
    recommendations.blueprint,
    lessons.blueprint,
    documents.blueprint,
    about.blueprint,
)
