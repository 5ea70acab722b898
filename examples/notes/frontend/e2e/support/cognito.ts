import { AwsClient } from "aws4fetch";
import type { Config } from "../../src/config";
import { setting } from "./environment";

/** Calls the user pool as an administrator, with the credentials of the environment. */
export async function administer(action: string, parameters: object): Promise<void> {
  const { region, userPoolId } = await readConfig();
  const client = new AwsClient({
    accessKeyId: setting("AWS_ACCESS_KEY_ID"),
    secretAccessKey: setting("AWS_SECRET_ACCESS_KEY"),
    service: "cognito-idp",
    region,
    ...(process.env.AWS_SESSION_TOKEN && { sessionToken: process.env.AWS_SESSION_TOKEN }),
  });
  const endpoint = process.env.AWS_ENDPOINT_URL ?? `https://cognito-idp.${region}.amazonaws.com`;
  const response = await client.fetch(endpoint, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": `AWSCognitoIdentityProviderService.${action}`,
    },
    body: JSON.stringify({ UserPoolId: userPoolId, ...parameters }),
  });
  if (!response.ok) {
    throw new Error(`${action} answered ${response.status}: ${await response.text()}`);
  }
}

async function readConfig(): Promise<Config> {
  const response = await fetch(new URL("/config.json", setting("APP_URL")));
  return (await response.json()) as Config;
}
