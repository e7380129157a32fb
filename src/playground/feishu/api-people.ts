import { ApiRefusal } from "./api-errors.ts";
import type { ApiCall } from "./api-messages.ts";
import { paginate } from "./api-messages.ts";
import { CONTACT_FIELD_SCOPES } from "./api-table.ts";
import { list } from "./json.ts";
import type { FeishuChat, FeishuUser, World } from "./types.ts";
import { findUser, randomId } from "./world.ts";

const IMAGE_BYTES_MAX = 10 * 1024 * 1024;

export function getUser(world: World, call: ApiCall): object {
  const idType = call.query["user_id_type"] ?? "open_id";
  const user = findUser(world, idType, call.params["user_id"] ?? "");
  if (user === undefined) throw new ApiRefusal(41012);
  return { user: describeUser(world, user, idType) };
}

export function findUserIds(world: World, call: ApiCall): object {
  const idType = call.query["user_id_type"] ?? "open_id";
  const asked = [
    ...list(call.body["emails"]).map((email) => ({ email: String(email) })),
    ...list(call.body["mobiles"]).map((mobile) => ({ mobile: String(mobile) })),
  ];
  const found = asked.map((one) => {
    const user = [...world.users.values()].find(
      (known) =>
        !known.resigned && ("email" in one ? known.email === one.email : known.mobile === one.mobile),
    );
    return user === undefined ? one : { ...one, user_id: idOf(user, idType) };
  });
  return { user_list: found };
}

export function getChat(world: World, call: ApiCall): object {
  const chat = chatOf(world, call);
  return {
    name: chat.name,
    owner_id: chat.ownerId,
    owner_id_type: "open_id",
    chat_mode: chat.mode,
    chat_type: "private",
    external: false,
    tenant_key: world.tenantKey,
    user_count: String(chat.members.size),
    bot_count: chat.hasBot ? "1" : "0",
    chat_status: chat.dissolved ? "dissolved" : "normal",
  };
}

/** People only: bots are not listed. */
export function listMembers(world: World, call: ApiCall): object {
  const chat = chatOf(world, call);
  const idType = call.query["member_id_type"] ?? "open_id";
  const people = [...chat.members].flatMap((openId) => world.users.get(openId) ?? []);
  const page = paginate(people, call.query, 100);
  const items = page.items.map((user) => ({
    member_id_type: idType,
    member_id: idOf(user, idType),
    name: user.name,
    tenant_key: world.tenantKey,
  }));
  return { ...page, items, member_total: people.length };
}

export function botInfo(world: World): object {
  return {
    activate_status: 2,
    app_name: world.appName,
    avatar_url: "",
    ip_white_list: [],
    open_id: world.botOpenId,
  };
}

/** What the app asked for; 1 is granted. What it did not ask for is not listed. */
export function grantedScopes(world: World): object {
  return { scopes: [...world.scopes].map((name) => ({ scope_name: name, grant_status: 1 })) };
}

export function tenantInfo(world: World): object {
  return {
    tenant: {
      name: "Genjin playground",
      display_id: "F0000000001",
      tenant_tag: 0,
      tenant_key: world.tenantKey,
    },
  };
}

/** Takes the multipart body as it is and keeps only its size: nobody looks at the picture here. */
export function uploadImage(world: World, call: ApiCall): object {
  const head = call.raw.toString("latin1");
  if (!/name="image_type"\s*\r\n\r\n(message|avatar)\r\n/.test(head)) throw new ApiRefusal(234001);
  const start = head.indexOf("\r\n\r\n", head.indexOf('name="image"')) + 4;
  const end = head.indexOf("\r\n--", start);
  if (!head.includes('name="image"') || end < start) throw new ApiRefusal(234001);
  if (end === start) throw new ApiRefusal(234010);
  if (end - start > IMAGE_BYTES_MAX) throw new ApiRefusal(234006);
  const key = randomId("img_v3");
  world.images.set(key, end - start);
  return { image_key: key };
}

function chatOf(world: World, call: ApiCall): FeishuChat {
  const chat = world.chats.get(call.params["chat_id"] ?? "");
  if (chat === undefined) throw new ApiRefusal(232006);
  if (!chat.hasBot) throw new ApiRefusal(232011);
  return chat;
}

function describeUser(world: World, user: FeishuUser, idType: string): object {
  const leader = world.users.get(user.leaderOpenId ?? "");
  const fields = {
    name: user.name,
    en_name: user.enName,
    email: user.email,
    mobile: user.mobile,
    user_id: user.userId,
    leader_user_id: leader === undefined ? "" : idOf(leader, idType),
  };
  const scopeOf: Readonly<Record<string, string>> = CONTACT_FIELD_SCOPES;
  const granted = Object.entries(fields).filter(([name]) => world.scopes.has(scopeOf[name] ?? ""));
  return {
    open_id: user.openId,
    union_id: user.unionId,
    status: {
      is_frozen: false,
      is_resigned: user.resigned,
      is_activated: true,
      is_exited: false,
      is_unjoin: false,
    },
    ...Object.fromEntries(granted),
  };
}

function idOf(user: FeishuUser, idType: string): string {
  if (idType === "union_id") return user.unionId;
  return idType === "user_id" ? user.userId : user.openId;
}
