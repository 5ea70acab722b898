import { Amplify } from "aws-amplify";
import {
  confirmResetPassword,
  confirmSignIn,
  confirmSignUp,
  fetchAuthSession,
  resendSignUpCode,
  resetPassword,
  signIn,
  signOut,
  signUp,
} from "aws-amplify/auth";
import { cognitoUserPoolsTokenProvider } from "aws-amplify/auth/cognito";
import { getConfig } from "../config";
import { beginSignIn, tokenStorage } from "./token-storage";

// Everything of Amplify is imported here and nowhere else; session.ts loads this module when it is needed.

export { confirmResetPassword, confirmSignIn, confirmSignUp, resetPassword, signOut };

export interface User {
  id: string;
  email: string;
  groups: readonly string[];
}

const { userPoolId, userPoolClientId, userPoolEndpoint } = getConfig();
Amplify.configure({
  Auth: {
    Cognito: {
      userPoolId,
      userPoolClientId,
      ...(userPoolEndpoint !== undefined && {
        userPoolEndpoint: new URL(userPoolEndpoint, location.href).href,
      }),
    },
  },
});
cognitoUserPoolsTokenProvider.setKeyValueStorage(tokenStorage);

export async function currentUser(): Promise<User | null> {
  const { tokens } = await fetchAuthSession();
  if (tokens === undefined) {
    return null;
  }
  const { sub, "cognito:groups": groups } = tokens.accessToken.payload;
  const email = tokens.idToken?.payload.email;
  return {
    id: sub ?? "",
    email: typeof email === "string" ? email : "",
    groups: Array.isArray(groups) ? groups.map(String) : [],
  };
}

export async function currentAccessToken(): Promise<string | undefined> {
  const { tokens } = await fetchAuthSession();
  return tokens?.accessToken.toString();
}

export async function signInWithPassword(email: string, password: string) {
  await beginSignIn();
  return signIn({ username: email, password });
}

export function createAccount(email: string, password: string) {
  return signUp({ username: email, password, options: { userAttributes: { email } } });
}

export function sendConfirmationCode(email: string) {
  return resendSignUpCode({ username: email });
}
