import java.awt.Color
import java.awt.RenderingHints
import java.awt.image.BufferedImage
import javax.imageio.ImageIO

// 32×32 pixels in colour, PNG and JPEG: discs, squares, triangles and rings of any colour and place on other colours.
def shapes = [
    disc: { graphics, x, y, r -> graphics.fillOval(x - r, y - r, 2 * r, 2 * r) },
    square: { graphics, x, y, r -> graphics.fillRect(x - r, y - r, 2 * r, 2 * r) },
    triangle: { graphics, x, y, r -> graphics.fillPolygon([x - r, x + r, x] as int[], [y + r, y + r, y - r] as int[], 3) },
    cross: { graphics, x, y, r ->
        graphics.fillRect(x - r, y - 2, 2 * r, 4)
        graphics.fillRect(x - 2, y - r, 4, 2 * r)
    }
]
def random = new Random(7)
shapes.each { name, shape ->
    [training: 60, test: 25].each { part, count ->
        def folder = new File(basedir, "photos/$part/$name")
        folder.mkdirs()
        count.times { i ->
            def image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB)
            def graphics = image.createGraphics()
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON)
            graphics.color = new Color(random.nextInt(60), random.nextInt(60), random.nextInt(60))
            graphics.fillRect(0, 0, 32, 32)
            graphics.color = new Color(195 + random.nextInt(60), 195 + random.nextInt(60), 130 + random.nextInt(120))
            shape(graphics, 15 + random.nextInt(3), 15 + random.nextInt(3), 10 + random.nextInt(3))
            graphics.dispose()
            def format = i % 2 ? 'png' : 'jpg'
            ImageIO.write(image, format, new File(folder, "${i}.$format"))
        }
    }
}
// What no picture is, and not meant to be one.
new File(basedir, 'photos/training/disc/Thumbs.db').text = 'x'
new File(basedir, 'photos/training/disc/._1.png').text = 'x'

return true
