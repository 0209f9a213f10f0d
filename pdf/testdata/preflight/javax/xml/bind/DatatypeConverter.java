package javax.xml.bind;

import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;

/** Gone from the JDK since Java 11; preflight reads the dates of the XMP with it, and Debian does not package it along. */
public class DatatypeConverter {
    public static Calendar parseDateTime(String text) {
        return GregorianCalendar.from(OffsetDateTime.parse(text).toZonedDateTime());
    }

    public static int parseInt(String text) {
        return Integer.parseInt(text.strip());
    }
}
