import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.activation.DataSource;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult.ValidationError;
import org.apache.pdfbox.preflight.parser.PreflightParser;

/** Checks files against PDF/A-1b. Prints the name of each file, then a line for each breach, indented. */
public class Preflight {
    public static void main(String[] names) throws Exception {
        for (String name : names) {
            System.out.println(name);
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
                    System.out.println("  " + error.getErrorCode() + " " + error.getDetails());
                }
            }
        }
    }
}
