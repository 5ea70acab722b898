"""Tests of the programs behind `make migrate` and `make deploy`."""
