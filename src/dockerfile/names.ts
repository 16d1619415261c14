interface Node<V> {
  readonly key: string;
  /** undefined once it was taken out: the node stays, as a tree that only grows is simpler to keep in balance. */
  readonly value: V | undefined;
  readonly left: Tree<V>;
  readonly right: Tree<V>;
  readonly height: number;
}

type Tree<V> = Node<V> | undefined;

/**
 * What is known by name at one place of a file. A change gives another one and costs little, however many names there are:
 * both share all but a few nodes (an AVL tree). A file has one at each of its lines.
 */
export class Names<V> {
  static readonly #none = new Names<never>(undefined);
  readonly #tree: Tree<V>;

  private constructor(tree: Tree<V>) {
    this.#tree = tree;
  }

  static of<V>(values: Readonly<Record<string, V>> = {}): Names<V> {
    return Object.entries(values).reduce<Names<V>>((names, [key, value]) => names.with(key, value), Names.#none);
  }

  get(name: string): V | undefined {
    let node = this.#tree;
    while (node !== undefined && node.key !== name) node = name < node.key ? node.left : node.right;
    return node?.value;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  with(name: string, value: V): Names<V> {
    return new Names(put(this.#tree, name, value));
  }

  without(name: string): Names<V> {
    return this.has(name) ? new Names(put(this.#tree, name, undefined)) : this;
  }

  /** All of them, by name. */
  record(): Record<string, V> {
    const entries: [string, V][] = [];
    const visit = (node: Tree<V>): void => {
      if (node === undefined) return;
      visit(node.left);
      if (node.value !== undefined) entries.push([node.key, node.value]);
      visit(node.right);
    };
    visit(this.#tree);
    return Object.fromEntries(entries);
  }
}

function put<V>(node: Tree<V>, key: string, value: V | undefined): Node<V> {
  if (node === undefined) return { key, value, left: undefined, right: undefined, height: 1 };
  if (key === node.key) return { ...node, value };
  return key < node.key
    ? balanced({ ...node, left: put(node.left, key, value) })
    : balanced({ ...node, right: put(node.right, key, value) });
}

function heightOf(tree: Tree<unknown>): number {
  return tree?.height ?? 0;
}

function joined<V>(node: Node<V>, left: Tree<V>, right: Tree<V>): Node<V> {
  return { ...node, left, right, height: Math.max(heightOf(left), heightOf(right)) + 1 };
}

function balanced<V>(node: Node<V>): Node<V> {
  const { left, right } = node;
  if (left !== undefined && heightOf(left) > heightOf(right) + 1)
    return raiseLeft(node, heightOf(left.left) < heightOf(left.right) ? raiseRight(left, left.right) : left);
  if (right !== undefined && heightOf(right) > heightOf(left) + 1)
    return raiseRight(node, heightOf(right.right) < heightOf(right.left) ? raiseLeft(right, right.left) : right);
  return joined(node, left, right);
}

/** Puts the left child in a node's place. */
function raiseLeft<V>(node: Node<V>, left: Tree<V>): Node<V> {
  return left === undefined ? node : joined(left, left.left, joined(node, left.right, node.right));
}

function raiseRight<V>(node: Node<V>, right: Tree<V>): Node<V> {
  return right === undefined ? node : joined(right, joined(node, node.left, right.left), right.right);
}
