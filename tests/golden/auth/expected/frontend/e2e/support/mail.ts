import { expect } from "@playwright/test";
import { setting } from "./environment";

interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** The code in the newest mail to an address, once it has arrived. */
export async function codeFor(email: string): Promise<string> {
  let code: string | undefined;
  await expect(async () => {
    const mails = await mailsTo(email);
    code = /\b\d{6}\b/.exec(mails.at(-1)?.text ?? "")?.[0];
    expect(code, `a code for ${email}`).toBeDefined();
  }).toPass();
  return code ?? "";
}

async function mailsTo(email: string): Promise<Mail[]> {
  const address = new URL(setting("MAIL_URL"));
  address.searchParams.set("to", email);
  const response = await fetch(address);
  return (await response.json()) as Mail[];
}
