// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.error.FileException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The JDK's file exceptions as {@link FileException}: one sentence that names the file. */
public final class FileErrors {
  private FileErrors() {}

  /**
   * The exception to throw for a failed file operation.
   *
   * @param operation who failed, in a word, such as {@code write}
   * @param file the file it was about
   * @param cause what the JDK said; it becomes the cause
   * @return an exception, to be thrown
   */
  public static FileException of(String operation, Path file, IOException cause) {
    FileException exception =
        new FileException(operation + ": " + file + ": " + reason(file, cause));
    exception.initCause(cause);
    return exception;
  }

  private static String reason(Path file, IOException cause) {
    return switch (cause) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _ -> "something of that name exists already";
      case NotDirectoryException _ -> "a regular file stands where a folder is needed";
      case FileSystemException e -> about(file, e) + reason(e.getReason(), e);
      default -> reason(cause.getMessage(), cause);
    };
  }

  /** The file the system named, where it is another than the one that was asked for. */
  private static String about(Path file, FileSystemException e) {
    String named = e.getFile();
    return named == null || named.equals(file.toString()) ? "" : named + ": ";
  }

  private static String reason(@Nullable String said, IOException cause) {
    return said == null || said.isBlank() ? cause.getClass().getSimpleName() : said;
  }
}
