// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import chainrule.error.StateException;
import chainrule.tensor.Tensor;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The leaves of a network by path, in the order of its parts. One leaf met on two paths is one
 * parameter; the first path names it.
 */
public final class Parameters {

  private final SequencedMap<String, Tensor> leaves;

  private Parameters(SequencedMap<String, Tensor> leaves) {
    this.leaves = Collections.unmodifiableSequencedMap(leaves);
  }

  /**
   * The leaves of a network.
   *
   * @throws StateException if two leaves have one path, or a layer does not tell its parts
   */
  public static Parameters of(Layer layer) {
    SequencedMap<String, Tensor> leaves = new LinkedHashMap<>();
    collect("", layer, leaves, new IdentityHashMap<>());
    return new Parameters(leaves);
  }

  private static void collect(
      String prefix,
      Layer layer,
      Map<String, Tensor> leaves,
      IdentityHashMap<Tensor, Boolean> seen) {
    for (Part part : layer.parts()) {
      String path = prefix.isEmpty() ? part.name() : prefix + "." + part.name();
      switch (part) {
        case Part.Leaf(_, Tensor tensor) -> {
          if (seen.put(tensor, true) == null && leaves.put(path, tensor) != null) {
            throw new StateException(
                "parts: two leaves of " + layer.label() + " have the path " + path,
                "give each part of a layer a name of its own");
          }
        }
        case Part.Child(_, Layer child) -> collect(path, child, leaves, seen);
      }
    }
  }

  /** All leaves, trained and kept, by path. */
  public SequencedMap<String, Tensor> all() {
    return leaves;
  }

  /** The leaf at a path. */
  public Optional<Tensor> get(String path) {
    return Optional.ofNullable(leaves.get(path));
  }

  /** The leaves that require a gradient. */
  public List<Tensor> trained() {
    return leaves.values().stream().filter(Tensor::isGradRequired).toList();
  }

  /** The number of single numbers that are trained. */
  public long count() {
    return trained().stream().mapToLong(Tensor::count).sum();
  }

  /**
   * SHA-256 of all leaves in name order: names, types, sizes and values, as 64 hexadecimal digits.
   * Equal digests mean equal bits; the form of a file does not matter.
   */
  public String sha256() {
    return Digest.of(leaves);
  }

  /** Forgets all gradients. */
  public void clearGrads() {
    leaves.values().forEach(Tensor::clearGrad);
  }
}
