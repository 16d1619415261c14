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

function put<V>(tree: Tree<V>, key: string, value: V | undefined): Node<V> {
  if (tree === undefined) return { key, value, left: undefined, right: undefined, height: 1 };
  if (key === tree.key) return node({ key, value }, tree.left, tree.right);
  return key < tree.key
    ? balanced(tree, put(tree.left, key, value), tree.right)
    : balanced(tree, tree.left, put(tree.right, key, value));
}

function heightOf(tree: Tree<unknown>): number {
  return tree === undefined ? 0 : tree.height;
}

type Entry<V> = Pick<Node<V>, 'key' | 'value'>;

function node<V>({ key, value }: Entry<V>, left: Tree<V>, right: Tree<V>): Node<V> {
  return { key, value, left, right, height: Math.max(heightOf(left), heightOf(right)) + 1 };
}

/** A node whose sides differ by two at most, so put that they differ by one. */
function balanced<V>(entry: Entry<V>, left: Tree<V>, right: Tree<V>): Node<V> {
  if (left !== undefined && heightOf(left) > heightOf(right) + 1)
    return raiseLeft(
      entry,
      heightOf(left.left) < heightOf(left.right) ? raiseRight(left, left.left, left.right) : left,
      right,
    );
  if (right !== undefined && heightOf(right) > heightOf(left) + 1)
    return raiseRight(
      entry,
      left,
      heightOf(right.right) < heightOf(right.left) ? raiseLeft(right, right.left, right.right) : right,
    );
  return node(entry, left, right);
}

/** Puts the left side's node above this one. */
function raiseLeft<V>(entry: Entry<V>, left: Tree<V>, right: Tree<V>): Node<V> {
  return left === undefined ? node(entry, left, right) : node(left, left.left, node(entry, left.right, right));
}

function raiseRight<V>(entry: Entry<V>, left: Tree<V>, right: Tree<V>): Node<V> {
  return right === undefined ? node(entry, left, right) : node(right, node(entry, left, right.left), right.right);
}
