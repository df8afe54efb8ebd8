// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes, named without {@code chainrule.}, and ends with 1 and a line at the first test
 * that fails, or with 0.
 */
final class FeatureJudge {

  private FeatureJudge() {}

  /** Runs the tests until one fails. */
  public static void main(String[] names) {
    var classes =
        Arrays.stream(names)
            .map(name -> selectClass("chainrule." + name))
            .toArray(ClassSelector[]::new);
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(classes)
            .filters(TagFilter.excludeTags("long", "garbage"))
            .build();
    LauncherFactory.create().execute(request, new Watch());
    System.exit(0);
  }

  private static final class Watch implements TestExecutionListener {
    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      result
          .getThrowable()
          .filter(_ -> result.getStatus() == TestExecutionResult.Status.FAILED)
          .ifPresent(failure -> {
            System.out.println();
            System.out.println(test.getDisplayName() + " " + failure.getClass().getSimpleName());
            System.out.flush();
            Runtime.getRuntime().halt(1);
          });
    }
  }
}
