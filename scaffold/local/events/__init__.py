"""Event delivery to functions: asynchronous invocation, event source mappings, and schedules.

`event_sources.EventSources` runs all of it for a deployed application. Its parts are independent:
`async_queue` (asynchronous invocation), `queues` and `streams` (event source mappings),
`schedules`.
"""
