/** Types for the authorization server's package, which has none: only the parts that the lab uses. */

declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  /** Koa's, in part. */
  export interface Context {
    readonly req: IncomingMessage;
    readonly res: ServerResponse;
    readonly method: string;
    readonly path: string;
    readonly oidc: { readonly client?: { readonly clientId: string } };
    status: number;
    type: string;
    body: string;
    redirect(url: string): void;
  }

  export type Middleware = (context: Context, next: () => Promise<void>) => Promise<void>;

  export interface Interaction {
    readonly uid: string;
    readonly grantId?: string;
    readonly session?: { readonly accountId: string };
    readonly params: { readonly client_id: string };
    readonly prompt: {
      readonly name: string;
      readonly details: {
        readonly missingOIDCScope?: readonly string[];
        readonly missingResourceScopes?: Readonly<Record<string, readonly string[]>>;
      };
    };
  }

  export interface Grant {
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  }

  export class Provider {
    constructor(issuer: string, configuration: object);
    readonly Client: { readonly prototype: { redirectUriAllowed(uri: string): boolean } };
    readonly Grant: {
      new (properties: { accountId: string | undefined; clientId: string }): Grant;
      find(id: string): Promise<Grant | undefined>;
    };
    use(middleware: Middleware): void;
    callback(): (message: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(message: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    /** Returns the address to send the browser to. */
    interactionResult(
      message: IncomingMessage,
      response: ServerResponse,
      result: object,
    ): Promise<string>;
  }

  export namespace errors {
    class InvalidTarget extends Error {}
  }
}

declare module 'oidc-provider/lib/adapters/memory_adapter.js' {
  /** Stores the records of one model. */
  export default class MemoryAdapter {
    constructor(model: string, store: Map<string, unknown>);
  }
}
