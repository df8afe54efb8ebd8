// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Elementwise;
import chainrule.tensor.Op;
import chainrule.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an elementwise operation gives at an edge, exactly: a row of the table {@code edges.txt},
 * which comes from the definitions and IEEE 754, not from what we compute.
 *
 * @param op the name of the operation; where it has attributes the table says which
 * @param inputs numbers, {@code inf}, {@code nan}, {@code max} or {@code min} of the type
 * @param value the same, or {@code _} for what is not looked at
 * @param gradients the same for each input, for an upstream of 1; none for conditions
 */
public record Edge(String op, List<String> inputs, String value, List<String> gradients) {

  private static final String ANYTHING = "_";

  /** How users call the operations, drawn from their samples at the first use. */
  private static final class Calls {

    static final Map<String, Function<List<Tensor>, Tensor>> BY_NAME =
        Samples.operations().stream()
            .filter(op -> op instanceof Elementwise)
            .collect(
                Collectors.toUnmodifiableMap(
                    Op::name, op -> Samples.of(op, DType.F32).getFirst().call()));

    private Calls() {}
  }

  /** Keeps its own copies. */
  public Edge {
    inputs = List.copyOf(inputs);
    gradients = List.copyOf(gradients);
  }

  /** The whole table. */
  public static List<Edge> all() {
    try (InputStream file = Edge.class.getResourceAsStream("edges.txt")) {
      if (file == null) {
        throw new IllegalStateException("edges.txt is missing beside " + Edge.class);
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> line.contains("->") && !line.startsWith("#"))
          .map(Edge::of)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Edge of(String line) {
    String[] sides = line.split(" -> ", -1);
    List<String> words = Arrays.asList(sides[0].trim().split(" +", -1));
    String[] results = sides[1].split(" ; ", -1);
    return new Edge(
        words.getFirst(),
        words.subList(1, words.size()),
        results[0].trim(),
        results.length < 2 ? List.of() : List.of(results[1].trim().split(" ", -1)));
  }

  /**
   * Checks the row in a type, for every element of a shape at once.
   *
   * @throws AssertionError if it does not hold
   */
  public void check(DType dtype, Shape shape) {
    List<Tensor> leaves = new ArrayList<>();
    for (int slot = 0; slot < inputs.size(); slot++) {
      double number = number(inputs.get(slot), dtype);
      leaves.add(
          isCondition(slot)
              ? Tensor.full(DType.BOOL, shape, number)
              : Tensor.full(dtype, shape, number).requiresGrad());
    }
    Tensor result = apply(leaves);
    if (!value.equals(ANYTHING)) {
      double[] expected = new double[(int) shape.count()];
      Arrays.fill(expected, number(value, dtype));
      TensorAssert.assertThat(result).as("%s %s", dtype, this).hasElements(expected);
    }
    if (!gradients.isEmpty()) {
      result.backward(Tensor.full(dtype, shape, 1));
      for (int slot = 0; slot < leaves.size(); slot++) {
        checkGradient(leaves.get(slot), slot, dtype);
      }
    }
  }

  private void checkGradient(Tensor leaf, int slot, DType dtype) {
    if (!gradients.get(slot).equals(ANYTHING)) {
      Tensor expected = Tensor.full(leaf.dtype(), leaf.shape(), number(gradients.get(slot), dtype));
      TensorAssert.assertThat(leaf.grad())
          .as("%s %s, the gradient of input %s", dtype, this, slot)
          .isCloseTo(expected, 0, 0);
    }
  }

  private boolean isCondition(int slot) {
    return Set.of("and", "or", "xor", "not").contains(op) || (op.equals("where") && slot == 0);
  }

  /** The operation, by its method. */
  Tensor apply(List<Tensor> in) {
    return switch (op) {
      case "leakyRelu" -> in.get(0).leakyRelu(0.25);
      case "elu" -> in.get(0).elu(0.5);
      case "clamp" -> in.get(0).clamp(-1, 2);
      case "isClose" -> in.get(0).isClose(in.get(1), 0.25, 0.5);
      case "celu" -> in.get(0).celu(0.5);
      case "hardtanh" -> in.get(0).hardtanh(-1, 2);
      case "threshold" -> in.get(0).threshold(1, -2);
      case "scaledSoftplus" -> in.get(0).softplus(2, 20);
      case "softshrink" -> in.get(0).softshrink(0.5);
      case "hardshrink" -> in.get(0).hardshrink(0.5);
      default ->
          Optional.ofNullable(Calls.BY_NAME.get(op))
              .orElseThrow(() -> new IllegalStateException("no elementwise operation " + op))
              .apply(in);
    };
  }

  static double number(String word, DType dtype) {
    boolean small = dtype == DType.F32;
    return switch (word) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "max" -> small ? Float.MAX_VALUE : Double.MAX_VALUE;
      case "-max" -> -number("max", dtype);
      case "min" -> small ? Float.MIN_VALUE : Double.MIN_VALUE;
      case "-min" -> -number("min", dtype);
      default -> Double.parseDouble(word);
    };
  }

  /** The operation and its inputs. */
  @Override
  public String toString() {
    return op + " " + String.join(" ", inputs);
  }
}
