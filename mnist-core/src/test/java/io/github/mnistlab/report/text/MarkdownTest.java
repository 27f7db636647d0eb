package io.github.mnistlab.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {
    @ParameterizedTest
    @CsvSource(delimiterString = "=>>", quoteCharacter = '"', textBlock = """
            Does SMOTE help?                      =>> Does SMOTE help?
            a | b                                 =>> a \\| b
            a \\| b                               =>> a \\\\\\| b
            `rm -rf`                              =>> \\`rm -rf\\`
            <script>alert(1)</script>             =>> &lt;script&gt;alert(1)&lt;/script&gt;
            &lt; stays                            =>> &amp;lt; stays
            <!-- gone -->                         =>> &lt;\\!-- gone --&gt;
            *bold* __too__ ~~no~~                 =>> \\*bold\\* \\_\\_too\\_\\_ \\~\\~no\\~\\~
            ![i](http://x/y.png)                  =>> \\!\\[i\\](http:&#8203;//x/y.png)
            [l](javascript:x)                     =>> \\[l\\](javascript:x)
            https://evil.example www.evil.example =>> https:&#8203;//evil.example www&#8203;.evil.example
            @everyone fixes #1                    =>> @&#8203;everyone fixes \\#&#8203;1
            $x^2$                                 =>> \\$x^2\\$
            - item                                =>> \\- item
            ---                                   =>> \\---
            ===                                   =>> \\===
            + item                                =>> \\+ item
            > quote                               =>> &gt; quote
            "# title"                             =>> \\#&#8203; title
            1. item                               =>> 1\\. item
            12) item                              =>> 12\\) item
            0.9741 (9,741 of 10,000)              =>> 0.9741 (9,741 of 10,000)
            """)
    void textStaysText(String text, String escaped) {
        assertThat(Markdown.escape(text)).isEqualTo(escaped);
    }
}
