/** A node as it will be made: what `buildx create` gets for it. All files exist already. */
export interface NodeSpec {
  readonly driver: string;
  readonly node?: string;
  /** A docker context, a socket, or an address; the current context when there is none. */
  readonly endpoint?: string;
  readonly driverOpts: readonly string[];
  readonly buildkitdFlags?: string;
  /** Path of a BuildKit configuration. */
  readonly config?: string;
  /** Fixed platforms; BuildKit's own list when there are none. */
  readonly platforms?: readonly string[];
}

/** PEM texts, or undefined members for none. */
export interface TlsSpec {
  readonly cacert?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** One more node, as the `append` input lists it. */
export interface AppendNode {
  readonly name?: string;
  readonly endpoint?: string;
  readonly platforms?: readonly string[];
  readonly driverOpts: readonly string[];
  readonly buildkitdFlags?: string;
}

/** The builder that the user asks for. */
export interface BuilderSpec {
  /** A name of our own is made when there is none. */
  readonly name?: string;
  readonly driver: string;
  /** Whether the user wrote the driver, so that an existing builder with another one is an error. */
  readonly driverAsked?: boolean;
  readonly driverOpts: readonly string[];
  readonly buildkitdFlags?: string;
  /** Path of a BuildKit configuration; not together with `configInline`. */
  readonly config?: string;
  readonly configInline?: string;
  readonly endpoint?: string;
  readonly platforms?: readonly string[];
  readonly append: readonly AppendNode[];
  /** Of the first node; other nodes take theirs from `BUILDER_NODE_<i>_AUTH_TLS_*`. */
  readonly tls: TlsSpec;
  /** How often its start is tried again when the image of BuildKit cannot be pulled for the moment. */
  readonly retries?: number;
  readonly keepState: boolean;
  readonly keepBuilder: boolean;
  /** Entitlements that builds may ask for: `network.host`, `security.insecure`. */
  readonly allow: readonly string[];
}
