// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.jmh;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static chainrule.array.Letters.c;

import chainrule.array.Code;
import chainrule.array.DType;
import chainrule.array.Expr;
import chainrule.array.Program;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Loops over elements. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LoopBenchmark {

  /** What is computed. */
  public enum Formula {
    /** e^a. */
    EXP(a.then(Code.EXP)),
    /** The sigmoid. */
    SIGMOID(a.then(Code.SIGMOID)),
    /** The hyperbolic tangent. */
    TANH(a.then(Code.TANH)),
    /** The logarithm of 1 + a^2. */
    LOG(a.times(a).plus(1).then(Code.LOG)),
    /** max(0, a b + c). */
    RELU_OF_SUM(Expr.of(Code.MAXIMUM, a.times(b).plus(c), Expr.of(0))),
    /** a b (1 - b). */
    SIGMOID_GRADIENT(a.times(b).times(Expr.of(1).minus(b)));

    private final Expr expr;

    Formula(Expr expr) {
      this.expr = expr;
    }
  }

  /** What is computed. */
  @Param public Formula formula = Formula.EXP;

  /** The number of elements. */
  @Param({"64", "4096", "1048576"})
  public int count = 1;

  /** The element type. */
  @Param({"F32", "F64"})
  public DType dtype = DType.F32;

  private Work work = new Work.Product(Operands.row(1), Operands.row(1), Operands.row(1));

  /** Fills the inputs. */
  @Setup
  public void fill() {
    Program program = Program.of(dtype, formula.expr);
    List<Operand> inputs =
        program.sources().stream().map(_ -> Operands.filled(dtype, count)).toList();
    work = new Work.Elementwise(program, inputs, List.of(Operands.filled(dtype, count)));
  }

  /** One pass over all elements. */
  @Benchmark
  public void loop() {
    Operands.run(work);
  }
}
