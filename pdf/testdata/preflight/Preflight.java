import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.activation.DataSource;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult.ValidationError;
import org.apache.pdfbox.preflight.parser.PreflightParser;

/** Checks files against PDF/A-1b. Prints one line per breach, and fails when there was one. */
public class Preflight {
    public static void main(String[] names) throws Exception {
        boolean valid = true;
        for (String name : names) {
            byte[] content = Files.readAllBytes(Path.of(name));
            PreflightParser parser = new PreflightParser(new DataSource() {
                public InputStream getInputStream() {
                    return new ByteArrayInputStream(content);
                }

                public String getName() {
                    return name;
                }
            });
            parser.parse();
            try (PreflightDocument document = parser.getPreflightDocument()) {
                document.validate();
                for (ValidationError error : document.getResult().getErrorsList()) {
                    valid = false;
                    System.out.println(name + ": " + error.getErrorCode() + " " + error.getDetails());
                }
            }
        }
        System.exit(valid ? 0 : 1);
    }
}
