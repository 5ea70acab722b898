def welcome(event: object, context: object) -> object:
    return event


def count(event: object, context: object) -> int:
    return len(str(event))
