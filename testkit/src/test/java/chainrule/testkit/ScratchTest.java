package chainrule.testkit;
import org.junit.jupiter.api.Test;
import chainrule.tensor.Op;
class ScratchTest {
  @Test void all() {
    Law law = BitLaws.compiled(); int n = 0, bad = 0;
    for (Op op : Samples.operations()) {
      try { n += OpLaws.check(law, OpLaws.samples(op)); } catch (AssertionError e) { bad++; System.out.println(op.name() + " " + e.getMessage().lines().limit(6).reduce((a,b)->a+"\n   "+b).get()); }
    }
    System.out.println(n + " ok, bad ops " + bad);
  }
}
