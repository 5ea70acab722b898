import type { Step } from "./steps";

const MESSAGES = new Map(
  Object.entries({
    CodeMismatchException: "That code is not right. Check it and try again.",
    ExpiredCodeException: "That code has expired. Ask for a new one.",
    InvalidParameterException:
      "Check what you entered. A password has at most 256 characters and no spaces around it.",
    InvalidPasswordException:
      "Choose a password of at least 10 characters that is harder to guess.",
    LimitExceededException: "Too many tries. Wait a few minutes and try again.",
    NetworkError: "The sign-in service cannot be reached. Check your connection and try again.",
    NotAuthorizedException: "The email or the password is not right.",
    TooManyRequestsException: "Too many tries. Wait a few minutes and try again.",
    UserNotFoundException: "The email or the password is not right.",
    UsernameExistsException: "There is an account with this email already. Sign in instead.",
  }),
);

export function authMessage(error: unknown, step: Step): string {
  const name = error instanceof Error ? error.name : "";
  if (step === "forgot" && name === "NotAuthorizedException") {
    return "You have not signed in yet. Use the password from your invitation.";
  }
  return MESSAGES.get(name) ?? "That did not work. Try again in a moment.";
}
