/** The extension API where a test evaluates in the worker: only the members that tests use. */
declare namespace chrome {
  namespace runtime {
    const id: string;
    function sendMessage(message: unknown): Promise<unknown>;
    function sendMessage(extensionId: string, message: unknown): Promise<unknown>;
    function connect(extensionId: string): {
      readonly onDisconnect: { addListener(listener: () => void): void };
    };
    function getURL(path: string): string;
    function openOptionsPage(): Promise<void>;
    function getContexts(filter: {
      readonly contextTypes: readonly string[];
    }): Promise<readonly { readonly tabId: number }[]>;
    const onMessage: {
      addListener(listener: (message: { readonly type: string }) => void): void;
    };
  }
  namespace declarativeNetRequest {
    function getSessionRules(): Promise<unknown[]>;
    function getDynamicRules(): Promise<unknown[]>;
    function updateDynamicRules(change: { readonly addRules: readonly unknown[] }): Promise<void>;
    function updateSessionRules(change: {
      readonly removeRuleIds?: readonly number[];
      readonly addRules?: readonly unknown[];
    }): Promise<void>;
    function testMatchOutcome(request: {
      readonly url: string;
      readonly type: string;
      readonly method: string;
      readonly initiator?: string;
      readonly topUrl?: string;
    }): Promise<{ readonly matchedRules: readonly { readonly ruleId: number }[] }>;
  }
  namespace action {
    function getBadgeText(details: object): Promise<string>;
    function getTitle(details: object): Promise<string>;
  }
  namespace tabs {
    interface Tab {
      readonly id: number;
      readonly url?: string;
      readonly incognito: boolean;
      readonly autoDiscardable?: boolean;
      readonly active: boolean;
    }
    function query(asked: object): Promise<Tab[]>;
    function duplicate(id: number): Promise<Tab>;
    function remove(id: number): Promise<void>;
    function discard(id: number): Promise<Tab | undefined>;
    function update(id: number, changes: { readonly active: true }): Promise<Tab>;
  }
  namespace commands {
    const onCommand: { dispatch(name: string, tab: tabs.Tab): void };
  }
  namespace alarms {
    function create(name: string, when: { readonly when: number }): Promise<void>;
    function getAll(): Promise<{ readonly name: string; readonly scheduledTime: number }[]>;
  }
  namespace identity {
    function getRedirectURL(): string;
  }
  namespace idle {
    const onStateChanged: { dispatch(state: string): void };
  }
  namespace notifications {
    /** The notifications on the screen, by id. */
    function getAll(): Promise<Record<string, unknown>>;
    const onClosed: { addListener(listener: (id: string) => void): void };
  }
  namespace tabs {
    function query(about: { readonly url: string }): Promise<Tab[]>;
  }
  namespace permissions {
    function contains(permissions: { readonly origins: readonly string[] }): Promise<boolean>;
    function getAll(): Promise<unknown>;
  }
  namespace management {
    function getPermissionWarningsByManifest(manifest: string): Promise<string[]>;
  }
  namespace storage {
    const session: Area;
    const local: Area;
    interface Area {
      get(key?: string): Promise<Record<string, unknown>>;
      set(items: Record<string, unknown>): Promise<void>;
      remove(keys: readonly string[]): Promise<void>;
      readonly onChanged: { addListener(listener: (changes: object) => void): void };
    }
  }
  namespace runtime {
    function sendMessage(message: unknown): Promise<unknown>;
  }
}
