"""The dashboard: what runs, what happens, and buttons to make things happen, on loopback only."""
