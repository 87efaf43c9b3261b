"""A small charter text in four languages; the Spanish one lacks the second recital."""

EN = b"""# Charter of the Quays

## Preamble

Recalling that quays were built for ships and are now used by people,

Noting that nobody who arrives by water carries a map of the town,

## Article 1

Every quay keeps a lamp lit from dusk to dawn, at the town's expense.

(a) The lamp is visible from 200 metres.

(b) The lamp is never used to search for anybody.

## Article 2

The harbour office answers in the language in which it was asked.
"""
FR = """# Charte des quais

## Préambule

Rappelant que les quais furent bâtis pour les navires et servent aujourd’hui aux personnes,

Notant que nul n’arrive par l’eau avec un plan de la ville,

## Article 1

Chaque quai garde une lampe allumée du soir au matin, aux frais de la ville.

(a) La lampe se voit à 200 mètres.

(b) La lampe ne sert jamais à chercher quelqu’un.

## Article 2

Le bureau du port répond dans la langue où la question fut posée.
""".encode()
ES = """# Carta de los muelles

## Preámbulo

Recordando que los muelles se hicieron para los barcos y hoy sirven a las personas,

## Artículo 1

Cada muelle mantiene una lámpara encendida del anochecer al alba, a cargo de la ciudad.

(a) La lámpara se ve a 200 metros.

(b) La lámpara nunca se usa para buscar a nadie.

## Artículo 2

La oficina del puerto responde en la lengua en que se le preguntó.
""".encode()
AR = """# ميثاق الأرصفة

## الديباجة

إذ تذكّر بأن الأرصفة بُنيت للسفن وهي اليوم في خدمة الناس،

وإذ تلاحظ أن لا أحد يصل من الماء حاملًا خريطة المدينة،

## المادة 1

يُبقي كل رصيف مصباحًا مضاءً من الغروب إلى الفجر على نفقة المدينة.

(أ) يُرى المصباح من مسافة 200 متر.

(ب) لا يُستخدم المصباح أبدًا للبحث عن أي شخص.

## المادة 2

يجيب مكتب الميناء باللغة التي طُرح بها السؤال.
""".encode()
TEXTS = {"en": EN, "fr": FR, "es": ES, "ar": AR}
