/**
 * Pages to be looked at: one HTML file each, which opens from disk without a network.
 *
 * <p>A page is made of three things, each of which another page can use:
 *
 * <ul>
 *   <li>Templates in {@code src/main/jte}, compiled by JTE when the project is built. It escapes by context, so that what
 *       comes from a file stays text. {@code page.jte} is the shell, {@code section.jte} a part that the contents lead
 *       to, {@code chart.jte} a figure, {@code numbers.jte} a table, {@code digit.jte} an image and {@code sprites.jte}
 *       the sheets that hold all images.
 *   <li>Values for them: {@link io.github.mnistlab.report.html.Page}, {@link io.github.mnistlab.report.html.Section},
 *       {@link io.github.mnistlab.report.html.chart.Chart}, {@link io.github.mnistlab.report.html.Sprites}, and
 *       {@link io.github.mnistlab.report.html.chart.PageJson} for data of own scripts.
 *   <li>Scripts and a style sheet among the resources, each named by its hash in the page's Content-Security-Policy.
 *       No element has a {@code style} attribute or an event handler: neither would be let.
 * </ul>
 *
 * <p>To write another page: a template {@code name.jte} in {@code src/main/jte} that takes one value with everything it
 * shows, and begins
 *
 * <pre>{@code
 * @param NamePage name
 *
 * @template.page(page = name.page(), content = @`
 *   <h1>${name.title()}</h1>
 *   @template.section(section = name.sections().get(0), content = @`
 *     <p>${name.text()}</p>
 *     @template.chart(chart = name.chart())
 *   `)
 *   @template.sprites(sprites = name.sprites())
 * `)
 * }</pre>
 *
 * and {@code HtmlText.of(output -> JtenameGenerated.render(output, null, name))}. Text from files goes through
 * {@code PlainText.oneLine} as well, which takes out what turns the direction of writing around. The same values give
 * the same bytes: no clock, no random names, no order of a hash map.
 */
package io.github.mnistlab.report.html;
