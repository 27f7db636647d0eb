import java.awt.BasicStroke
import java.awt.Color
import java.awt.image.BufferedImage
import javax.imageio.ImageIO

def draw = { boolean ring, Color paper, Color ink ->
    def sheet = new BufferedImage(300, 400, BufferedImage.TYPE_INT_RGB)
    def graphics = sheet.createGraphics()
    graphics.color = paper
    graphics.fillRect(0, 0, 300, 400)
    graphics.color = ink
    graphics.stroke = new BasicStroke(30, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
    if (ring) {
        graphics.drawOval(60, 60, 170, 270)
    } else if (ink != paper) {
        graphics.drawLine(160, 60, 140, 340)
    }
    graphics.dispose()
    sheet
}
def pictures = new File(basedir, 'pictures')
pictures.mkdirs()
def bad = new File(basedir, 'bad')
bad.mkdirs()
ImageIO.write(draw(true, Color.WHITE, Color.BLACK), 'png', new File(pictures, 'a ring & <b>.png'))
ImageIO.write(draw(false, Color.DARK_GRAY, Color.YELLOW), 'jpg', new File(pictures, 'bar.jpg'))
ImageIO.write(draw(false, Color.WHITE, Color.WHITE), 'png', new File(bad, 'empty.png'))
new File(bad, 'broken.png').text = 'no picture'
return true
