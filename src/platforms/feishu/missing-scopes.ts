import { type ApiOptions, createApi } from "./api.ts";
import setup from "./setup.json" with { type: "json" };

/** The scopes of `setup.json` that the tenant has not granted, by name. Throws `DeliveryError`. */
export async function missingScopes(options: ApiOptions, now: () => Date): Promise<readonly string[]> {
  const granted = await createApi(options, now).grantedScopes();
  return setup.scopes.map(({ name }) => name).filter((name) => !granted.includes(name));
}
