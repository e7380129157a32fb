/**
 * The raw statements that cross workspaces, as `<file under src>:<function>`: claims of what is due for anyone.
 * Every other raw statement carries a workspace's id. A test compares this list with the code.
 */
export const crossWorkspaceSweeps: readonly string[] = [];
