// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The letters of a sum of products: what size each has, how operands are contracted, and how a
 * gradient goes back.
 */
final class Letterings {

  private final List<String> terms;
  private final String result;

  /**
   * The letters of each operand, then those of the result.
   *
   * @throws ArgumentException if there is no result, or it has letters of no operand
   */
  Letterings(List<String> terms) {
    if (terms.size() < 2) {
      throw new ArgumentException(
          "einsum: terms are " + terms + "; needs those of an operand and of the result");
    }
    this.terms = terms.subList(0, terms.size() - 1);
    this.result = terms.getLast();
    String known = String.join("", this.terms);
    if (!only(result, known).equals(result)
        || result.chars().distinct().count() != result.length()) {
      throw new ArgumentException(
          this + ": letters of the result must be of the operands and differ");
    }
  }

  /** A tensor with a letter for each axis, none twice. */
  private record Lettered(Tensor tensor, String letters) {

    /** The letters in another order or fewer of them; those left out are summed over. */
    Lettered to(String wanted) {
      int[] gone =
          IntStream.range(0, letters.length())
              .filter(axis -> wanted.indexOf(letters.charAt(axis)) < 0)
              .toArray();
      Tensor sum = gone.length == 0 ? tensor : tensor.sum(gone);
      String left = only(letters, wanted);
      int[] order = wanted.chars().map(left::indexOf).toArray();
      return new Lettered(left.equals(wanted) ? sum : sum.permute(order), wanted);
    }

    Shape shape(String some) {
      return Shape.of(
          some.chars().mapToLong(letter -> tensor.size(letters.indexOf(letter))).toArray());
    }
  }

  // ------------------------------------------------------------------ sizes

  /** The sizes of the result. */
  Shape infer(List<Spec> inputs) {
    if (inputs.size() != terms.size()) {
      throw new ShapeException(
          this + " names " + terms.size() + " operands; there are " + inputs.size());
    }
    Map<Character, Long> sizes = sizes(inputs.stream().map(Spec::shape).toList());
    return Shape.of(result.chars().mapToLong(letter -> sizes.get((char) letter)).toArray());
  }

  /** What each letter stands for: the size that is not 1, if there is one. */
  private Map<Character, Long> sizes(List<Shape> shapes) {
    Map<Character, Long> sizes = new TreeMap<>();
    Map<Character, Integer> from = new TreeMap<>();
    for (int slot = 0; slot < shapes.size(); slot++) {
      Shape shape = shapes.get(slot);
      String letters = terms.get(slot);
      if (shape.rank() != letters.length()) {
        throw new ShapeException(
            this + " gives operand " + slot + " " + axes(letters) + "; it is " + shape);
      }
      for (int axis = 0; axis < letters.length(); axis++) {
        char letter = letters.charAt(axis);
        long size = shape.size(axis);
        int first = letters.indexOf(letter);
        long known = sizes.getOrDefault(letter, 1L);
        if (first < axis && shape.size(first) != size) {
          throw differ(letter, slot, shape.size(first), slot, size, shapes, "equal in one operand");
        }
        if (known != 1 && size != 1 && known != size) {
          throw differ(
              letter, from.getOrDefault(letter, 0), known, slot, size, shapes, "equal or 1");
        }
        if (known == 1) {
          sizes.put(letter, size);
          from.put(letter, slot);
        }
      }
    }
    return sizes;
  }

  private ShapeException differ(
      char letter, int one, long size, int other, long its, List<Shape> shapes, String need) {
    return new ShapeException(
        this
            + ": "
            + letter
            + " is "
            + size
            + " in operand "
            + one
            + ", "
            + shapes.get(one)
            + ", and "
            + its
            + " in operand "
            + other
            + ", "
            + shapes.get(other)
            + "; sizes of a letter must be "
            + need,
        "check the letters against the shapes, one letter an axis");
  }

  static String axes(String letters) {
    return letters.length() == 1 ? "1 axis" : letters.length() + " axes";
  }

  // ------------------------------------------------------------------ the value

  /** The result, from left to right. */
  Tensor contract(List<Tensor> inputs) {
    Map<Character, Long> sizes = sizes(inputs.stream().map(Tensor::shape).toList());
    Lettered joined = single(inputs.getFirst(), terms.getFirst(), sizes);
    for (int slot = 1; slot < inputs.size(); slot++) {
      Lettered next = single(inputs.get(slot), terms.get(slot), sizes);
      String later = result + String.join("", terms.subList(slot + 1, terms.size()));
      joined = pair(joined, next, later);
    }
    return joined.to(result).tensor();
  }

  /** An operand with each letter once and axes of size 1 stretched. */
  private static Lettered single(Tensor operand, String term, Map<Character, Long> sizes) {
    Tensor tensor = operand;
    StringBuilder letters = new StringBuilder(term);
    for (int axis = 0; axis < letters.length(); axis++) {
      int twin = letters.indexOf(letters.substring(axis, axis + 1), axis + 1);
      while (twin >= 0) {
        tensor = tensor.diagonal(0, axis, twin);
        char letter = letters.charAt(axis);
        letters.deleteCharAt(twin).deleteCharAt(axis).append(letter);
        twin = letters.indexOf(letters.substring(axis, axis + 1), axis + 1);
      }
    }
    String once = letters.toString();
    Shape full = Shape.of(once.chars().mapToLong(letter -> sizes.get((char) letter)).toArray());
    return new Lettered(tensor.shape().equals(full) ? tensor : tensor.expand(full), once);
  }

  /** Two operands in one: a product of matrices over the letters that nobody wants later. */
  private static Lettered pair(Lettered x, Lettered y, String later) {
    String both = only(x.letters(), y.letters());
    String batch = only(both, later);
    String summed = without(both, later);
    String left = only(without(x.letters(), y.letters()), later);
    String right = only(without(y.letters(), x.letters()), later);
    Lettered a = x.to(batch + left + summed);
    Lettered b = y.to(batch + summed + right);
    Shape lead = a.shape(batch);
    Shape rows = a.shape(left);
    Shape columns = b.shape(right);
    Shape whole = lead.concat(rows).concat(columns);
    if (summed.isEmpty()) {
      Shape stretched = lead.concat(ones(left)).concat(columns);
      Tensor tall = shaped(a.tensor(), lead.concat(rows).concat(ones(right)));
      return new Lettered(tall.times(shaped(b.tensor(), stretched)), batch + left + right);
    }
    long inner = a.shape(summed).count();
    Tensor one = shaped(a.tensor(), lead.concat(Shape.of(rows.count(), inner)));
    Tensor two = shaped(b.tensor(), lead.concat(Shape.of(inner, columns.count())));
    return new Lettered(shaped(one.matmul(two), whole), batch + left + right);
  }

  private static Tensor shaped(Tensor tensor, Shape shape) {
    return tensor.shape().equals(shape) ? tensor : tensor.reshape(shape);
  }

  private static Shape ones(String letters) {
    return Shape.of(letters.chars().mapToLong(_ -> 1).toArray());
  }

  // ------------------------------------------------------------------ the way back

  /**
   * The terms of the gradient for an operand, the upstream first: to its letters without those that
   * were stretched, and without those that nothing else has at that size.
   */
  List<String> back(int slot, List<Shape> shapes) {
    Map<Character, Long> sizes = sizes(shapes);
    Map<Character, Long> others = new TreeMap<>();
    result.chars().forEach(letter -> others.put((char) letter, sizes.get((char) letter)));
    List<String> back = new ArrayList<>(List.of(result));
    for (int other = 0; other < terms.size(); other++) {
      if (other != slot) {
        String term = terms.get(other);
        back.add(term);
        for (int axis = 0; axis < term.length(); axis++) {
          others.merge(
              term.charAt(axis), shapes.get(other).size(axis), (one, two) -> one == 1 ? two : one);
        }
      }
    }
    String own = terms.get(slot);
    Shape shape = shapes.get(slot);
    back.add(
        IntStream.range(0, own.length())
            .filter(axis -> own.indexOf(own.charAt(axis)) == axis)
            .filter(axis -> others.getOrDefault(own.charAt(axis), -1L) == shape.size(axis))
            .mapToObj(axis -> own.substring(axis, axis + 1))
            .collect(Collectors.joining()));
    return back;
  }

  /** A product over some letters of an operand, copied over the others, on the diagonals alone. */
  Tensor spread(Tensor product, String letters, int slot, Shape shape) {
    String own = terms.get(slot);
    long[] sizes = new long[own.length()];
    for (int axis = 0; axis < own.length(); axis++) {
      char letter = own.charAt(axis);
      boolean there = own.indexOf(letter) == axis && letters.indexOf(letter) >= 0;
      sizes[axis] = there ? shape.size(axis) : 1;
    }
    Tensor spread = shaped(product, Shape.of(sizes));
    spread = spread.shape().equals(shape) ? spread : spread.expand(shape);
    for (int axis = 0; axis < own.length(); axis++) {
      int first = own.indexOf(own.charAt(axis));
      if (first < axis) {
        spread = onDiagonal(spread, first, axis);
      }
    }
    return spread;
  }

  /** The elements of equal index on two axes, zeros elsewhere. */
  private static Tensor onDiagonal(Tensor tensor, int first, int second) {
    int[] order =
        IntStream.concat(
                IntStream.range(0, tensor.rank()).filter(axis -> axis != first && axis != second),
                IntStream.of(first, second))
            .toArray();
    int[] back = new int[order.length];
    for (int axis = 0; axis < back.length; axis++) {
      back[order[axis]] = axis;
    }
    return tensor.permute(order).triu().tril().permute(back);
  }

  // ------------------------------------------------------------------ letters

  /** The letters of one that the other has, in the order of the first. */
  private static String only(String letters, String others) {
    return kept(letters, others, true);
  }

  /** The letters of one that the other has not. */
  private static String without(String letters, String others) {
    return kept(letters, others, false);
  }

  private static String kept(String letters, String others, boolean there) {
    return letters
        .chars()
        .filter(letter -> others.indexOf(letter) >= 0 == there)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  @Override
  public String toString() {
    return "einsum: \"" + String.join(",", terms) + "->" + result + "\"";
  }
}
