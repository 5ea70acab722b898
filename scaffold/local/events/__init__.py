"""What brings events to functions: inboxes, queues, streams and schedules.

`sources.EventSources` runs them all for a deployed application. Each part works on its own:
`inbox` (asynchronous invocations), `queues` and `streams` (event source mappings), `schedules`.
"""
