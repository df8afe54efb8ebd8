// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.error.ArgumentException;
import chainrule.error.DtypeException;
import chainrule.error.NotationException;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * A circuit written as formulas: statements such as {@code q = x + y; f = q*z}, of which the last
 * is the output.
 *
 * <pre>{@code
 * Notation notation = Notation.parse("q = x+y; f = q*z");
 * notation.names();                                                     // [x, y, z]
 * notation.evaluate(Assignments.parse("x=-2; y=5; z=-4")).output();     // -12 F64[]
 * }</pre>
 *
 * <p>Statements end with a line or a semicolon, comments begin with {@code #}. From weak to strong:
 * {@code + -}; {@code * / @} (element by element, and the matrix product); the minus sign; {@code
 * ^}, which binds to the right; {@code '}, the transpose. {@code -x^2} is {@code -(x^2)}. Functions
 * have the names of the operations, {@code exp(x)}; {@code max(a, b)} is element by element and
 * {@code max(a)} over everything. {@code [[1, 2], [3, 4]]} is a matrix. {@code pi} and {@code e}
 * are known unless they are given another value. Full-width characters and {@code × · ÷ −} stand
 * for the plain ones.
 *
 * <p>A text is read, never run as code, and {@link Limits} bound what it may hold.
 */
public final class Notation {

  private final SourceText source;
  private final List<Statement> statements;
  private final Names names;
  private final int output;

  private Notation(SourceText source, List<Statement> statements, Names names, int output) {
    this.source = source;
    this.statements = List.copyOf(statements);
    this.names = names;
    this.output = output;
  }

  /**
   * Reads a text within the usual limits.
   *
   * @throws NotationException if it is wrong
   */
  public static Notation parse(String text) {
    return parse(text, Limits.standard());
  }

  /**
   * Reads a text.
   *
   * @throws NotationException if it is wrong, or over a limit
   */
  public static Notation parse(String text, Limits limits) {
    SourceText source = new SourceText(text);
    if (text.length() > limits.length()) {
      throw Problem.TOO_LONG.at(
          source,
          Span.at(limits.length()),
          Integer.toString(text.length()),
          Integer.toString(limits.length()));
    }
    List<Statement> statements = Parser.parse(source, limits);
    return new Notation(source, statements, Names.of(source, statements), statements.size() - 1);
  }

  /** The names that need a value, in the order of their first use. */
  public List<String> names() {
    return names.free().keySet().stream().filter(name -> Names.known(name).isEmpty()).toList();
  }

  /** The statements, in order. */
  public List<Statement> statements() {
    return statements;
  }

  /** The names of statements, each of which may be the output. */
  public List<String> outputs() {
    return statements.stream().flatMap(statement -> statement.name().stream()).toList();
  }

  /** The statement that is the output: the last, unless another was chosen. */
  public Statement output() {
    return statements.get(output);
  }

  /**
   * The same text with another output.
   *
   * @throws ArgumentException if no statement has the name
   */
  public Notation withOutput(String name) {
    for (int i = 0; i < statements.size(); i++) {
      if (statements.get(i).name().equals(Optional.of(name))) {
        return new Notation(source, statements, names, i);
      }
    }
    throw new ArgumentException(
        "notation: no statement is called \"" + name + "\"; there are " + outputs(),
        outputs().isEmpty()
            ? "name the statement, as in " + name + " = x + y"
            : "use one of " + String.join(", ", outputs()));
  }

  /** The text in canonical form, a statement a line; read again, it says the same. */
  public String text() {
    return statements.stream().map(Statement::text).collect(Collectors.joining("\n"));
  }

  /** All statements in LaTeX, aligned at their equals signs. */
  public String toLatex() {
    return Latex.of(statements);
  }

  // ------------------------------------------------------------------ values

  /**
   * Computes all statements, in F64.
   *
   * <p>Given tensors are used as they are: require a gradient of them first, or compute inside
   * {@code Graph.capture}. A number beside a tensor belongs to the operation, as in {@code 2*x};
   * arithmetic on numbers alone is done beforehand. A statement that depends on no name is an input
   * with a value at hand, a leaf that requires a gradient; another value may be given for it. If
   * the output itself depends on no name, each number written in it is a leaf.
   *
   * @param values by name, for all {@link #names} at least
   * @throws NotationException if names have no value, or sizes do not fit
   * @throws ArgumentException if a value is given for what is no name of the text
   * @throws DtypeException if a value is of type F32
   */
  public CircuitValues evaluate(Map<String, Tensor> values) {
    Inputs.check(source, statements, names, values);
    SequencedMap<String, Tensor> inputs = new LinkedHashMap<>();
    for (String name : names.free().keySet()) {
      Tensor given = values.get(name);
      if (given != null) {
        inputs.put(name, given);
      }
    }
    SequencedMap<String, Tensor> known = new LinkedHashMap<>(inputs);
    SequencedMap<String, Tensor> results = new LinkedHashMap<>();
    List<Tensor> all = new ArrayList<>();
    for (Statement statement : statements) {
      Tensor value = value(statement, all.size() == output, known, values);
      all.add(value);
      statement
          .name()
          .ifPresent(name -> {
            results.put(name, value);
            known.put(name, value);
            if (names.isConstant(statement) && value.isLeaf()) {
              inputs.put(name, value);
            }
          });
    }
    return new CircuitValues(inputs, results, all.get(output));
  }

  private Tensor value(
      Statement statement,
      boolean isOutput,
      Map<String, Tensor> known,
      Map<String, Tensor> values) {
    Optional<Tensor> given = statement.name().map(values::get);
    if (given.isPresent()) {
      return given.get();
    }
    boolean constant = names.isConstant(statement);
    Value value = new Evaluator(source, known, constant && isOutput).of(statement.term());
    return constant && value.isConstant() ? Inputs.leaf(value) : value.toTensor();
  }
}
