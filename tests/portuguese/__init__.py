"""Tests of portuguese/: tables that a lawyer can extend, and laws that no table could hold."""
