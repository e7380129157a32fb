import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** Seals short secrets for the database. */
export type SecretBox = {
  /** `v1.<nonce>.<tag>.<ciphertext>`, base64url. `purpose` is bound to it: what was sealed as one thing opens as no other. */
  seal(secret: string, purpose: string): string;
  /** @throws SecretBoxError when the text was sealed with another secret or purpose, or was changed. */
  open(sealed: string, purpose: string): string;
};

export class SecretBoxError extends Error {
  constructor(cause?: unknown) {
    super(
      "A stored token cannot be decrypted: GENJIN_SECRET is not the one it was encrypted with. " +
        "Set GENJIN_SECRET to its former value, or install the app again.",
      { cause },
    );
    this.name = "SecretBoxError";
  }
}

/** AES-256-GCM under a key derived (HKDF-SHA-256) from `GENJIN_SECRET`. */
export function createSecretBox(secret: string): SecretBox {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "genjin stored secrets v1", 32));
  return {
    seal: (text, purpose) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return ["v1", ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(
        ".",
      );
    },
    open: (sealed, purpose) => {
      const [version, ...encoded] = sealed.split(".");
      const [nonce, tag, text] = encoded.map((part) => Buffer.from(part, "base64url"));
      if (version !== "v1" || nonce === undefined || tag === undefined || text === undefined) {
        throw new SecretBoxError();
      }
      try {
        const cipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: 16 });
        cipher.setAAD(Buffer.from(purpose)).setAuthTag(tag);
        return Buffer.concat([cipher.update(text), cipher.final()]).toString("utf8");
      } catch (error) {
        throw new SecretBoxError(error);
      }
    },
  };
}
