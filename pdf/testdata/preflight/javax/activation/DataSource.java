package javax.activation;

import java.io.InputStream;

/** Gone from the JDK since Java 11; preflight takes its file through it, and Debian does not package it along. */
public interface DataSource {
    InputStream getInputStream();

    String getName();
}
