import { loadCognito, restoreSession } from "../auth/session";
import { tokenStorage } from "../auth/token-storage";
import { type Call, type Routes, serve } from "./server";

type Operations = Readonly<Record<string, (input: Record<string, unknown>) => unknown>>;

function token(claims: object): string {
  const part = (value: object) => btoa(JSON.stringify(value)).replaceAll("=", "");
  const now = Math.floor(Date.now() / 1000);
  return `${part({ alg: "RS256" })}.${part({ iat: now, exp: now + 3600, ...claims })}.c2ln`;
}

/** What Cognito answers to whoever has signed in. */
export function signedIn() {
  return {
    AuthenticationResult: {
      AccessToken: token({ sub: "ada", username: "ada", "cognito:groups": ["admins"] }),
      IdToken: token({ sub: "ada", email: "ada@example.com" }),
      RefreshToken: "refresh",
      ExpiresIn: 3600,
      TokenType: "Bearer",
    },
    ChallengeParameters: {},
  };
}

export function challenge(name: string) {
  return { ChallengeName: name, Session: "session", ChallengeParameters: {} };
}

export function refusal(name: string): Response {
  return Response.json({ __type: name, message: name }, { status: 400 });
}

/** A user pool where signing in works, unless an operation is told otherwise; returns what was called. */
export function cognito(operations: Operations = {}, routes: Routes = {}): string[] {
  const called: string[] = [];
  const standard: Operations = {
    InitiateAuth: () => ({
      ChallengeName: "PASSWORD_VERIFIER",
      ChallengeParameters: {
        USER_ID_FOR_SRP: "ada",
        USERNAME: "ada",
        SALT: "0a1b2c",
        SRP_B: "abcdef0123456789".repeat(16),
        SECRET_BLOCK: btoa("secret"),
      },
    }),
    RespondToAuthChallenge: signedIn,
    GetTokensFromRefreshToken: signedIn,
    ...operations,
  };
  serve({
    ...routes,
    "POST /": ({ headers, body }: Call) => {
      const operation = headers.get("x-amz-target")?.split(".").pop() ?? "";
      called.push(operation);
      return standard[operation]?.(body as Record<string, unknown>) ?? {};
    },
  });
  return called;
}

/** Signs in and shows it, as the application does. */
export async function beginSession(): Promise<void> {
  await signIn();
  await restoreSession();
}

/** Makes the next request trade the refresh token for a new access token, as after a reload. */
export async function expireTokens(): Promise<void> {
  for (const [key, value] of Object.entries(localStorage)) {
    if (/\.(accessToken|idToken)$/.test(key)) {
      // What is stored in place of a token is one that has expired.
      await tokenStorage.setItem(key, value);
    }
  }
}

/** Leaves a session behind, as an earlier visit would. */
export async function signIn(): Promise<void> {
  const { signInWithPassword } = await loadCognito();
  await signInWithPassword("ada@example.com", "correct horse battery");
}
