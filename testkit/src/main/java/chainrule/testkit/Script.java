// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.autograd.Autograd;
import chainrule.tensor.Op;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A computation as data: lines in order, each a given tensor or an operation on earlier lines; the
 * last is a single number. It can be printed, read back, run and shortened.
 *
 * @param lines the lines
 */
public record Script(List<Line> lines) {

  /** One line. */
  public sealed interface Line {}

  /**
   * A tensor that is given.
   *
   * @param value its numbers
   * @param isDifferentiated whether a gradient is asked of it
   */
  public record Given(Tensor value, boolean isDifferentiated) implements Line {}

  /**
   * An operation.
   *
   * @param op the operation with its attributes
   * @param inputs the lines it is applied to
   */
  public record Applied(Op op, List<Integer> inputs) implements Line {
    /** Keeps its own copy of the inputs. */
    public Applied {
      inputs = List.copyOf(inputs);
    }
  }

  /** Keeps its own copy of the lines. */
  public Script {
    lines = List.copyOf(lines);
  }

  /** The numbers of operations, without what is given. */
  public int size() {
    return (int) lines.stream().filter(line -> line instanceof Applied).count();
  }

  /** The lines of which gradients are asked. */
  public List<Integer> differentiated() {
    List<Integer> found = new ArrayList<>();
    for (int line = 0; line < lines.size(); line++) {
      if (lines.get(line) instanceof Given given && given.isDifferentiated) {
        found.add(line);
      }
    }
    return List.copyOf(found);
  }

  /** A value for each line, from fresh leaves. */
  public List<Tensor> run() {
    return run(
        lines.stream()
            .filter(line -> line instanceof Given)
            .map(line -> (Given) line)
            .map(given -> Layout.DENSE.of(given.value).requiresGrad(given.isDifferentiated))
            .toList());
  }

  /**
   * A value for each line.
   *
   * @param given a tensor for each given line, in order
   */
  public List<Tensor> run(List<Tensor> given) {
    List<Tensor> values = new ArrayList<>();
    Iterator<Tensor> next = given.iterator();
    for (Line line : lines) {
      values.add(
          switch (line) {
            case Given _ -> next.next();
            case Applied(Op op, List<Integer> inputs) ->
                op.apply(inputs.stream().map(values::get).toList());
          });
    }
    return List.copyOf(values);
  }

  /**
   * Runs back from the last line.
   *
   * @param values of one run
   * @return the gradient of each differentiated line, in order; 0 where none arrives
   */
  public List<Tensor> gradients(List<Tensor> values) {
    if (values.getLast().isWatched()) {
      values.getLast().backward();
    }
    return differentiated().stream()
        .map(values::get)
        .map(leaf -> leaf.hasGrad() ? leaf.grad() : Tensor.full(leaf.dtype(), leaf.shape(), 0))
        .toList();
  }

  /** The same with one line given as the value it has, and without lines that nothing needs. */
  public Script without(int line) {
    Tensor value = Autograd.noGrad(() -> run()).get(line);
    List<Line> changed = new ArrayList<>(lines);
    changed.set(line, new Given(value, value.dtype().isFloating()));
    return new Script(changed).pruned();
  }

  /** The same without lines that the last does not depend on. */
  public Script pruned() {
    boolean[] needed = new boolean[lines.size()];
    needed[lines.size() - 1] = true;
    for (int line = lines.size() - 1; line >= 0; line--) {
      if (needed[line] && lines.get(line) instanceof Applied applied) {
        applied.inputs().forEach(input -> needed[input] = true);
      }
    }
    int[] places = new int[lines.size()];
    List<Line> kept = new ArrayList<>();
    for (int line = 0; line < lines.size(); line++) {
      if (needed[line]) {
        places[line] = kept.size();
        kept.add(
            lines.get(line) instanceof Applied(Op op, List<Integer> inputs)
                ? new Applied(op, inputs.stream().map(input -> places[input]).toList())
                : lines.get(line));
      }
    }
    return new Script(kept);
  }

  /** The shortest that still fails, found by giving one line after another as a value. */
  public Script shrunk(Predicate<Script> fails) {
    Script shortest = this;
    boolean shorter = true;
    while (shorter) {
      shorter = false;
      for (int line = 0; line < shortest.lines.size() && !shorter; line++) {
        if (shortest.lines.get(line) instanceof Applied) {
          Script candidate = shortest.without(line);
          if (candidate.size() < shortest.size() && fails.test(candidate)) {
            shortest = candidate;
            shorter = true;
          }
        }
      }
    }
    return shortest;
  }

  /** Reads what {@link #toString()} wrote. */
  public static Script parse(String text) {
    return new Script(
        Arrays.stream(text.split("\n"))
            .map(line -> line.substring(line.indexOf('=') + 1).strip())
            .map(OpText::line)
            .toList());
  }

  /** One line for each, such as {@code v2 = add() v0 v1}. */
  @Override
  public String toString() {
    List<String> texts = new ArrayList<>();
    for (int line = 0; line < lines.size(); line++) {
      texts.add("v" + line + " = " + OpText.of(lines.get(line)));
    }
    return texts.stream().collect(Collectors.joining("\n"));
  }
}
