// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Program;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a backend may be asked to do. Shapes and types are checked before; outputs are row-major and
 * not read, unless an output is also an input of an elementwise work, element upon itself.
 */
public sealed interface Work {

  /** What is read, in a fixed order. */
  List<Operand> inputs();

  /** What is written, in a fixed order. */
  List<Operand> outputs();

  /** The same work on other operands of the same layout. */
  Work with(UnaryOperator<Operand> change);

  /**
   * A program run over all elements.
   *
   * @param inputs one a source of the program, each viewed in the shape of the outputs
   * @param outputs one an output of the program, all of one shape
   */
  record Elementwise(Program program, List<Operand> inputs, List<Operand> outputs) implements Work {
    @Override
    public Elementwise with(UnaryOperator<Operand> change) {
      return new Elementwise(program, changed(inputs, change), changed(outputs, change));
    }
  }

  /**
   * Matrix products: {@code out[.., i, j] = sum over k of a[.., i, k] * b[.., k, j]}, each a chain
   * of fma for every 512 consecutive k, the chains added in order.
   *
   * <p>Shapes: a [.., m, k], b [.., k, n], out [.., m, n] with equal leading axes.
   */
  record Product(Operand a, Operand b, Operand out) implements Work {
    @Override
    public List<Operand> inputs() {
      return List.of(a, b);
    }

    @Override
    public List<Operand> outputs() {
      return List.of(out);
    }

    @Override
    public Product with(UnaryOperator<Operand> change) {
      return new Product(change.apply(a), change.apply(b), change.apply(out));
    }
  }

  /**
   * One matrix product and a program over its output, which a backend may run on each part of the
   * output as soon as that is there.
   *
   * @param product of matrices, without leading axes
   * @param then its operands have the shape of the product's output; those in the memory of that
   *     output are that output. What it writes besides, the product does not read
   */
  record ProductThen(Product product, Elementwise then) implements Work {
    @Override
    public List<Operand> inputs() {
      return Stream.concat(product.inputs().stream(), then.inputs().stream().filter(this::isOther))
          .toList();
    }

    @Override
    public List<Operand> outputs() {
      return Stream.concat(
              product.outputs().stream(), then.outputs().stream().filter(this::isOther))
          .toList();
    }

    private boolean isOther(Operand operand) {
      return !operand.sharesMemory(product.out());
    }

    private ProductThen into(List<Operand> others) {
      Operand out = others.getFirst();
      UnaryOperator<Operand> change = each -> isOther(each) ? each : each.over(out.array());
      Iterator<Operand> rest = others.subList(1, others.size()).iterator();
      List<Operand> outputs =
          then.outputs().stream()
              .map(each -> isOther(each) ? rest.next() : change.apply(each))
              .toList();
      return new ProductThen(
          new Product(product.a, product.b, out),
          new Elementwise(then.program, changed(then.inputs, change), outputs));
    }

    @Override
    public ProductThen with(UnaryOperator<Operand> change) {
      return new ProductThen(product.with(change), then.with(change));
    }
  }

  /**
   * A reduction over the last axes of the input, by the fixed tree.
   *
   * @param monoid how values are joined
   * @param map what is done first to each element, an F64 program of one source {@code a}
   * @param finish what is done last, an F64 program of {@code a}, the joined value, and {@code b},
   *     the number of elements
   * @param input its axes are those of the output, then the reduced ones
   * @param output the results, rounded once
   */
  record Reduce(
      Monoid monoid, Optional<Program> map, Optional<Program> finish, Operand input, Operand output)
      implements Work {
    @Override
    public List<Operand> inputs() {
      return List.of(input);
    }

    @Override
    public List<Operand> outputs() {
      return List.of(output);
    }

    @Override
    public Reduce with(UnaryOperator<Operand> change) {
      return new Reduce(monoid, map, finish, change.apply(input), change.apply(output));
    }
  }

  /**
   * Works over the same rows, which are the first axis of all their outputs: elementwise ones, and
   * reductions over the axes behind the first. A row of each needs that row alone of the parts
   * before it, so that rows can go through all parts while they lie in the nearest cache.
   *
   * @param passing outputs of parts that only later parts read: after a run of a prepared band
   *     their memory holds nothing of meaning; if {@link BandTask#suits} it is not even touched,
   *     and need not be as large as they say; each has an array of its own
   */
  record Band(List<Work> parts, List<Operand> passing) implements Work {
    @Override
    public List<Operand> inputs() {
      Set<Object> made = Collections.newSetFromMap(new IdentityHashMap<>());
      List<Operand> inputs = new ArrayList<>();
      for (Work part : parts) {
        part.inputs().stream().filter(input -> !made.contains(input.memory())).forEach(inputs::add);
        part.outputs().forEach(output -> made.add(output.memory()));
      }
      return inputs;
    }

    @Override
    public List<Operand> outputs() {
      return parts.stream()
          .flatMap(part -> part.outputs().stream())
          .filter(output -> passing.stream().noneMatch(output::sharesMemory))
          .toList();
    }

    @Override
    public Band with(UnaryOperator<Operand> change) {
      return new Band(
          parts.stream().map(part -> part.with(change)).toList(), changed(passing, change));
    }
  }

  /**
   * Anything else, as a plain loop that the reference runs.
   *
   * @param key what it does: routines of equal keys do the same to equal inputs
   * @param body the loop
   */
  record Routine(Object key, List<Operand> inputs, List<Operand> outputs, Body body)
      implements Work {

    /** What a routine runs. It keeps nothing between calls. */
    @FunctionalInterface
    public interface Body {
      /** Reads all of the inputs and writes all of the outputs. */
      void run(List<Operand> inputs, List<Operand> outputs, Workers workers);

      /** The same made ready to be run often, if it has such a form. */
      default Optional<Task> prepare(List<Operand> inputs, List<Operand> outputs) {
        return Optional.empty();
      }
    }

    @Override
    public Routine with(UnaryOperator<Operand> change) {
      return new Routine(key, changed(inputs, change), changed(outputs, change), body);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Routine(Object itsKey, var itsInputs, var itsOutputs, _)
          && key.equals(itsKey)
          && inputs.equals(itsInputs)
          && outputs.equals(itsOutputs);
    }

    @Override
    public int hashCode() {
      return Objects.hash(key, inputs, outputs);
    }
  }

  /** The same work into other outputs of the same layout. */
  default Work withOutputs(List<Operand> others) {
    return switch (this) {
      case Elementwise(Program program, List<Operand> inputs, _) ->
          new Elementwise(program, inputs, others);
      case Product(Operand a, Operand b, _) -> new Product(a, b, others.getFirst());
      case ProductThen pair -> pair.into(others);
      case Reduce(Monoid monoid, var map, var finish, Operand input, _) ->
          new Reduce(monoid, map, finish, input, others.getFirst());
      case Routine(Object key, List<Operand> inputs, _, Routine.Body body) ->
          new Routine(key, inputs, others, body);
      case Band band -> band.with(operand -> exchanged(operand, band.outputs(), others));
    };
  }

  /** The operand over the array of the new output if it lies in an old one. */
  private static Operand exchanged(Operand operand, List<Operand> old, List<Operand> others) {
    for (int output = 0; output < old.size(); output++) {
      if (old.get(output).sharesMemory(operand)) {
        return operand.over(others.get(output).array());
      }
    }
    return operand;
  }

  /** Everything that is read or written. */
  default Stream<Operand> operands() {
    return Stream.concat(inputs().stream(), outputs().stream());
  }

  private static List<Operand> changed(List<Operand> operands, UnaryOperator<Operand> change) {
    return operands.stream().map(change).toList();
  }
}
