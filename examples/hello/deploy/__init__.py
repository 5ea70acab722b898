"""The programs behind `make migrate` and `make deploy`."""
