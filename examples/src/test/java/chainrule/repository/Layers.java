// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which module and which package may use which, and the compiled classes this is asked of. */
final class Layers {

  /** Every module, with the modules it may use. */
  static final Map<String, Set<String>> MODULE_USES =
      Map.of(
          "core", Set.of(),
          "vector", Set.of("core"),
          "formats", Set.of("core"),
          "explain", Set.of("core", "formats"),
          "train", Set.of("core", "formats"),
          "testkit", Set.of("core"),
          "cli", Set.of("core", "formats", "explain", "train", "testkit"),
          "bench", Set.of("core", "formats", "train"),
          "examples", Set.of("core", "formats", "explain", "train", "testkit", "cli"));

  /** The packages of core, bottom up: each may use those before it. */
  static final List<String> CORE =
      List.of(
          "chainrule.error",
          "chainrule.random",
          "chainrule.array",
          "chainrule.array.jit",
          "chainrule.spi",
          "chainrule.tensor",
          "chainrule.autograd",
          "chainrule.graph",
          "chainrule.plan",
          "chainrule.nn",
          "chainrule.optim");

  private static final Map<String, List<JavaClass>> CLASSES = readClasses();

  private Layers() {}

  /** The compiled classes of each module that has any. */
  static Map<String, List<JavaClass>> classes() {
    return CLASSES;
  }

  /** The module of each class of ours, by the class's full name. */
  static Map<String, String> moduleOfClass() {
    var modules = new HashMap<String, String>();
    CLASSES.forEach(
        (module, classes) -> classes.forEach(type -> modules.put(type.getFullName(), module)));
    return modules;
  }

  static Path compiled(String module) {
    return Repository.root().resolve(module).resolve("target/classes");
  }

  private static Map<String, List<JavaClass>> readClasses() {
    var classes = new LinkedHashMap<String, List<JavaClass>>();
    for (var module : Repository.MODULES) {
      if (Files.isDirectory(compiled(module))) {
        var found = new TreeMap<String, JavaClass>();
        new ClassFileImporter()
            .importPath(compiled(module))
            .forEach(type -> found.put(type.getFullName(), type));
        classes.put(module, List.copyOf(found.values()));
      }
    }
    return classes;
  }
}
