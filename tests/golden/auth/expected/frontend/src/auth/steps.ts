import { loadCognito, restoreSession } from "./session";

export type Step = "sign-in" | "sign-up" | "confirm" | "forgot" | "reset" | "new-password";

export interface Values {
  email: string;
  password: string;
  code: string;
}

/** What a step shows: its words and which of the values it asks for. */
export const STEPS: Record<
  Step,
  { title: string; hint: string; action: string; asks: (keyof Values)[] }
> = {
  "sign-in": {
    title: "Welcome back",
    hint: "Sign in to continue.",
    action: "Sign in",
    asks: ["email", "password"],
  },
  "sign-up": {
    title: "Create your account",
    hint: "It takes less than a minute.",
    action: "Create account",
    asks: ["email", "password"],
  },
  confirm: {
    title: "Check your email",
    hint: "We sent you a code to confirm your address.",
    action: "Confirm",
    asks: ["code"],
  },
  forgot: {
    title: "Reset your password",
    hint: "We will email you a code.",
    action: "Send code",
    asks: ["email"],
  },
  reset: {
    title: "Choose a new password",
    hint: "Enter the code from the email.",
    action: "Save and sign in",
    asks: ["code", "password"],
  },
  "new-password": {
    title: "Choose your password",
    hint: "You were invited with a password for one use.",
    action: "Save and continue",
    asks: ["password"],
  },
};

/** Sends a step's values to Cognito and answers the step that follows, or null once signed in. */
export async function submitStep(
  step: Step,
  { email, password, code }: Values,
): Promise<Step | null> {
  const cognito = await loadCognito();
  switch (step) {
    case "sign-in":
      return signIn(email, password);
    case "sign-up":
      await cognito.createAccount(email, password);
      return "confirm";
    case "confirm":
      await confirmAddress(email, code);
      return password === "" ? "sign-in" : signIn(email, password);
    case "forgot":
      await cognito.resetPassword({ username: email });
      return "reset";
    case "reset":
      await cognito.confirmResetPassword({
        username: email,
        confirmationCode: code,
        newPassword: password,
      });
      return signIn(email, password);
    case "new-password":
      await cognito.confirmSignIn({ challengeResponse: password });
      await restoreSession();
      return null;
  }
}

async function signIn(email: string, password: string): Promise<Step | null> {
  const cognito = await loadCognito();
  const { nextStep } = await cognito.signInWithPassword(email, password);
  switch (nextStep.signInStep) {
    case "CONFIRM_SIGN_UP":
      await cognito.sendConfirmationCode(email);
      return "confirm";
    case "CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED":
      return "new-password";
    case "RESET_PASSWORD":
      await cognito.resetPassword({ username: email });
      return "reset";
    default:
      await restoreSession();
      return null;
  }
}

async function confirmAddress(email: string, code: string): Promise<void> {
  const cognito = await loadCognito();
  try {
    await cognito.confirmSignUp({ username: email, confirmationCode: code });
  } catch (reason) {
    // Confirmed already, in another tab; for any other reason, signing in fails too.
    if (!(reason instanceof Error && reason.name === "NotAuthorizedException")) {
      throw reason;
    }
  }
}

/** Sends another code and answers the step that follows, or null once signed in. */
export async function resendCode(step: Step, { email, password }: Values): Promise<Step | null> {
  if (step === "confirm") {
    // It sends a code, unless the address has been confirmed in another tab.
    return signIn(email, password);
  }
  const cognito = await loadCognito();
  await cognito.resetPassword({ username: email });
  return step;
}
