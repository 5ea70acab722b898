import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import {
  beginSession,
  challenge,
  cognito,
  expireTokens,
  refusal,
  signedIn,
} from "../testing/cognito";
import SignInPage from "./SignInPage";
import { accessToken, endSession, restoreSession, session } from "./session";

const EMAIL = "ada@example.com";
const PASSWORD = "correct horse battery";

const button = (name: string) => screen.getByRole("button", { name });
const heading = (name: string) => screen.findByRole("heading", { name });

async function open() {
  const user = userEvent.setup();
  render(<SignInPage />);
  async function fill(values: Readonly<Record<string, string>>) {
    for (const [label, value] of Object.entries(values)) {
      await user.clear(screen.getByLabelText(label));
      await user.type(screen.getByLabelText(label), value);
    }
  }
  return { user, fill };
}

beforeEach(() => session.set({ status: "signed-out", expired: false }));

describe("signing in", () => {
  it("leads to where somebody wanted to go", async () => {
    cognito();
    history.replaceState(null, "", "/sign-in?next=/somewhere");
    const { user, fill } = await open();
    await fill({ Email: EMAIL, Password: PASSWORD });
    await user.click(button("Sign in"));
    await waitFor(() => expect(location.pathname).toBe("/somewhere"));
    expect(session.get()).toEqual({
      status: "signed-in",
      user: { id: "ada", email: EMAIL, groups: ["admins"] },
    });
  });

  it("never leads to another site", async () => {
    cognito();
    history.replaceState(null, "", "/sign-in?next=//evil.example");
    const { user, fill } = await open();
    await fill({ Email: EMAIL, Password: PASSWORD });
    await user.click(button("Sign in"));
    await waitFor(() => expect(location.pathname).toBe("/"));
  });

  it("says that the password is wrong, not what exactly", async () => {
    cognito({ RespondToAuthChallenge: () => refusal("NotAuthorizedException") });
    const { user, fill } = await open();
    await fill({ Email: EMAIL, Password: "wrong" });
    await user.click(button("Sign in"));
    expect(await screen.findByRole("alert")).toHaveTextContent(
      "The email or the password is not right.",
    );
    expect(session.get().status).toBe("signed-out");
  });

  it("shows the password when asked to", async () => {
    const { user } = await open();
    await user.click(button("Show password"));
    expect(screen.getByLabelText("Password")).toHaveAttribute("type", "text");
  });

  it("asks whoever was invited for a password of their own", async () => {
    cognito({
      RespondToAuthChallenge: ({ ChallengeName }) =>
        ChallengeName === "PASSWORD_VERIFIER" ? challenge("NEW_PASSWORD_REQUIRED") : signedIn(),
    });
    const { user, fill } = await open();
    await fill({ Email: EMAIL, Password: "for one use" });
    await user.click(button("Sign in"));
    await heading("Choose your password");
    await fill({ "New password": PASSWORD });
    await user.click(button("Save and continue"));
    await waitFor(() => expect(session.get().status).toBe("signed-in"));
  });
});

describe("signing up", () => {
  it("confirms the address and signs in", async () => {
    let confirmed = false;
    const called = cognito({
      ConfirmSignUp: () => {
        confirmed = true;
        return {};
      },
      RespondToAuthChallenge: () => (confirmed ? signedIn() : refusal("UserNotConfirmedException")),
    });
    const { user, fill } = await open();
    await user.click(button("Create an account"));
    await fill({ Email: EMAIL, "New password": PASSWORD });
    await user.click(button("Create account"));
    await heading("Check your email");
    await user.click(button("Send a new code"));
    expect(await screen.findByText("We sent you a new code.")).toBeVisible();
    await fill({ Code: "123456" });
    await user.click(button("Confirm"));
    await waitFor(() => expect(session.get().status).toBe("signed-in"));
    const signUp = called.filter((operation) => /SignUp|Code/.test(operation));
    expect(signUp).toEqual(["SignUp", "ResendConfirmationCode", "ConfirmSignUp"]);
  });

  it.each(["Confirm", "Send a new code"])(
    "signs in with “%s” if the address was confirmed in another tab",
    async (action) => {
      const called = cognito({ ConfirmSignUp: () => refusal("NotAuthorizedException") });
      const { user, fill } = await open();
      await user.click(button("Create an account"));
      await fill({ Email: EMAIL, "New password": PASSWORD });
      await user.click(button("Create account"));
      await heading("Check your email");
      await fill({ Code: "123456" });
      await user.click(button(action));
      await waitFor(() => expect(session.get().status).toBe("signed-in"));
      expect(called).not.toContain("ResendConfirmationCode");
    },
  );

  it("goes on with the code when somebody comes back without it", async () => {
    const called = cognito({
      RespondToAuthChallenge: () => refusal("UserNotConfirmedException"),
    });
    const { user, fill } = await open();
    await fill({ Email: EMAIL, Password: PASSWORD });
    await user.click(button("Sign in"));
    await heading("Check your email");
    expect(called).toContain("ResendConfirmationCode");
  });
});

describe("a forgotten password", () => {
  it("is replaced with a code", async () => {
    const called = cognito();
    const { user, fill } = await open();
    await user.click(button("Forgot password?"));
    await fill({ Email: EMAIL });
    await user.click(button("Send code"));
    await heading("Choose a new password");
    await fill({ Code: "123456", "New password": PASSWORD });
    await user.click(button("Save and sign in"));
    await waitFor(() => expect(session.get().status).toBe("signed-in"));
    expect(called.slice(0, 2)).toEqual(["ForgotPassword", "ConfirmForgotPassword"]);
  });

  it.each([
    ["NotAuthorizedException", "Use the password from your invitation."],
    ["InvalidParameterException", "Check what you entered."],
  ])("that Cognito refuses to replace (%s) says what to do", async (name, message) => {
    cognito({ ForgotPassword: () => refusal(name) });
    const { user, fill } = await open();
    await user.click(button("Forgot password?"));
    await fill({ Email: EMAIL });
    await user.click(button("Send code"));
    expect(await screen.findByRole("alert")).toHaveTextContent(message);
  });
});

describe("a session", () => {
  it("survives a reload without an access token on the disk", async () => {
    const called = cognito();
    const { user, fill } = await open();
    await fill({ Email: EMAIL, Password: PASSWORD });
    await user.click(button("Sign in"));
    await waitFor(() => expect(session.get().status).toBe("signed-in"));
    const token = await accessToken();
    expect(token).toBeDefined();
    expect(JSON.stringify(localStorage)).not.toContain(token);
    await expireTokens();
    await restoreSession();
    expect(called.at(-1)).toBe("GetTokensFromRefreshToken");
    expect(session.get().status).toBe("signed-in");
  });

  it("ends with a note when the server no longer accepts it", async () => {
    cognito();
    await beginSession();
    endSession();
    render(<SignInPage />);
    expect(screen.getByText("Your session has ended. Sign in again.")).toBeVisible();
  });
});
