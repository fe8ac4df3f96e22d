"""Places that German datelines begin with, and given names that bylines begin with: closed word lists.

Own lists of common knowledge; they only settle doubtful cases, shape decides first.
"""

from __future__ import annotations


def word_set(words: str, between: str | None = None) -> frozenset[str]:
    """Return the words of a list written as one string, cut at white space or at ``between``."""
    return frozenset(word for word in words.strip().replace("\n", between or " ").split(between) if word)


PLACES = word_set(
    """
Aachen|Abidjan|Abu Dhabi|Abuja|Accra|Addis Abeba|Algier|Almaty|Amman|Amsterdam|Ankara|Antalya|
Antananarivo|Aschgabat|Asmara|Astana|Asunción|Athen|Auckland|Augsburg|Baden-Baden|Bagdad|Baku|
Bamako|Bangkok|Bangui|Barcelona|Basel|Beirut|Belgrad|Bergamo|Berlin|Bern|Bielefeld|Bischkek|
Bochum|Bogotá|Bonn|Boston|Bozen|Brandenburg|Brasilia|Brasília|Bratislava|Braunschweig|Bregenz|
Bremen|Bremerhaven|Brüssel|Budapest|Buenos Aires|Bukarest|Canberra|Cannes|Caracas|Charkiw|
Chemnitz|Cherson|Chicago|Chisinau|Chişinău|Cottbus|Dakar|Damaskus|Danzig|Daressalam|Darmstadt|
Davos|Delhi|Den Haag|Dhaka|Doha|Donezk|Dortmund|Dresden|Dschidda|Dubai|Dublin|Duisburg|
Duschanbe|Düsseldorf|Edinburgh|Eisenstadt|Elmau|Erbil|Erfurt|Eriwan|Essen|Flensburg|Florenz|
Frankfurt|Frankfurt (Oder)|Frankfurt a. M.|Frankfurt a.M.|Frankfurt am Main|Frankfurt/Main|
Frankfurt/Oder|Freiburg|Gaza|Gaza-Stadt|Gelsenkirchen|Genf|Glasgow|Graz|Gütersloh|Hagen|Halle|
Hamburg|Hannover|Hanoi|Harare|Havanna|Heidelberg|Helsinki|Hongkong|Houston|Ingolstadt|Innsbruck|
Islamabad|Istanbul|Izmir|Jakarta|Jena|Jerewan|Jerusalem|Johannesburg|Kabul|Kairo|Kampala|
Kapstadt|Karlsruhe|Kassel|Kathmandu|Khartum|Kiel|Kiew|Kigali|Kinshasa|Klagenfurt|Koblenz|
Konstanz|Kopenhagen|Krefeld|Kuala Lumpur|Kuwait|Kuwait-Stadt|Kyjiw|Köln|La Paz|Lagos|Lausanne|
Leipzig|Leverkusen|Lima|Linz|Lissabon|Ljubljana|London|Los Angeles|Luanda|Ludwigshafen|Lugano|
Luxemburg|Luzern|Lwiw|Lyon|Lübeck|Madrid|Magdeburg|Mailand|Mainz|Managua|Manila|Mannheim|Maputo|
Mariupol|Marrakesch|Marseille|Maskat|Melbourne|Mexiko-Stadt|Miami|Minneapolis|Minsk|Mogadischu|
Montevideo|Montreal|Moskau|Mossul|Mumbai|Mönchengladbach|München|Münster|Nairobi|Neapel|Neu-Delhi|
New York|Niamey|Nikosia|Nizza|Nürnberg|Odessa|Offenbach|Oldenburg|Oslo|Osnabrück|Ottawa|
Ouagadougou|Panama-Stadt|Paris|Passau|Peking|Perugia|Philadelphia|Phnom Penh|Pjöngjang|Podgorica|
Porto|Posen|Potsdam|Prag|Pretoria|Pristina|Quito|Rabat|Ramallah|Ramstein|Rangun|Regensburg|
Reykjavik|Riad|Riga|Rio de Janeiro|Rom|Rom/Vatikanstadt|Rostock|Saarbrücken|Salzburg|San Francisco|
San José|San Salvador|Sanaa|Sankt Petersburg|Santiago|Santiago de Chile|Sarajevo|Schanghai|Schwerin|
Seoul|Sewastopol|Simferopol|Singapur|Skopje|Sofia|Solingen|Sotschi|Speyer|St. Gallen|
St. Petersburg|St. Pölten|Stockholm|Strassburg|Straßburg|Stuttgart|Sydney|São Paulo|Taipeh|Tallinn|
Taschkent|Teheran|Tel Aviv|Thessaloniki|Tiflis|Tirana|Tokio|Toronto|Toulouse|Trier|Tripolis|
Tunis|Turin|Ulan Bator|Ulm|Vaduz|Valletta|Vatikanstadt|Venedig|Vilnius|Warschau|Washington|
Washington D.C.|Washington, D.C.|Weimar|Wien|Wiesbaden|Wilna|Winterthur|Wittenberg|Wolfsburg|
Wuppertal|Würzburg|Zagreb|Zwickau|Zürich
""",
    "|",
)

GIVEN_NAMES = word_set(
    """
Achim Adrian Agnes Albert Albrecht Alexander Alexandra Alfred Ali Alice Alina Almut Amelie Andrea Andreas
André Angela Angelika Anja Anke Ann Anna Anne Annegret Annette Annika Antje Anton Antonia Armin Arne Arno
Astrid Axel Barbara Bastian Beate Ben Benedikt Benjamin Benno Bernd Bernhard Bert Bettina Birgit Björn Bona
Boris Brigitte Britta Bruno Burkhard Carina Carl Carla Carlo Carola Carolin Caroline Carsten Caspar Cem
Charlotte Christa Christian Christiane Christin Christina Christine Christof Christoph Christopher Claas
Clara Claudia Claus Clemens Constanze Cora Corinna Cornelia Cornelius Dagmar Daniel Daniela David Denis
Dennis Detlef Diana Dieter Dietmar Dirk Dominic Dominik Dora Doris Dorothea Eberhard Eckart Eckhard Edgar
Elena Elisa Elisabeth Elke Ellen Emily Emma Eric Erich Erik Ernst Esther Eva Evelyn Fabian Felix Ferdinand
Filipp Finn Florian Frank Franz Franziska Frauke Frederic Frederik Friederike Friedrich Fritz Gabi Gabriel
Gabriele Georg Gerald Gerd Gerhard Gerrit Gesa Gesine Gisela Gregor Greta Gudrun Guido Gunnar Günter Günther
Hanna Hannah Hannes Hans Harald Harry Hartmut Heide Heidi Heike Heiko Heinrich Heinz Helene Helga Helge
Helmut Hendrik Henning Henrik Henrike Herbert Heribert Hermann Hilmar Holger Horst Hubert Hugo Ilka Ilona
Ina Ines Inga Inge Ingo Ingrid Inna Ira Irene Iris Isabel Isabell Isabella Isabelle Ivo Jakob Jan Jana
Janina Janis Jannis Jasmin Jasper Jens Jessica Joachim Jochen Joel Johann Johanna Johannes Jonas Jonathan
Josef Joseph Joshua Judith Jule Julia Julian Juliane Julius Justus Jutta Jörg Jörn Jürgen Kai Karin Karina
Karl Karla Karolin Karsten Katharina Kathrin Katja Katrin Kay Kerstin Kevin Kilian Kim Kirsten Klara Klaus
Konrad Konstantin Kristian Kristin Kristina Kurt Lara Lars Laura Lea Lena Lennart Leo Leon Leonhard Leonie
Linda Linus Lisa Livia Lorenz Lothar Louis Louisa Luca Lucas Lucia Ludwig Luis Luisa Luise Lukas Lutz Lydia
Magdalena Maik Maike Maja Malte Manfred Manuel Manuela Mara Marc Marcel Marco Marcus Maren Margarete Maria
Marian Marie Marina Mario Marion Marius Mark Marko Markus Marlene Marlies Marta Martha Martin Martina Marvin
Mathias Matthias Max Maximilian Meike Melanie Merle Micha Michael Michaela Michel Milena Mina Mira Miriam
Mirjam Mirko Mona Monika Moritz Nadine Nadja Natalia Natalie Nele Nicola Nicole Niklas Niko Nikolai Nikolas
Nikolaus Nils Nina Nora Norbert Olaf Ole Oliver Olivia Oskar Otto Pascal Patricia Patrick Paul Paula Pauline
Peer Peter Petra Philip Philipp Pia Rafael Rainer Ralf Ralph Raphael Rebecca Reiner Reinhard Renate René
Ricarda Richard Robert Robin Roland Rolf Roman Ronald Ronja Ronny Rosa Rudolf Ruth Rüdiger Sabine Sabrina
Samuel Sandra Sara Sarah Sascha Saskia Sebastian Selina Severin Siegfried Sigrid Silke Silvia Simon Simone
Sina Sofia Sofie Sonja Sophia Sophie Stefan Stefanie Steffen Steffi Stephan Stephanie Susan Susann Susanna
Susanne Svea Sven Svenja Sybille Sylvia Tamara Tanja Tatjana Theo Theresa Therese Theresia Thilo Thomas
Thorben Thorsten Till Tilman Tim Timo Tina Tobias Tom Toni Torben Torsten Ulf Uli Ulla Ulrich Ulrike Ursula
Uta Ute Uwe Valentin Valerie Vanessa Vera Verena Veronika Victoria Viktor Viktoria Vincent Viola Vivian
Volker Waltraud Werner Wilfried Wilhelm Winfried Wolf Wolfgang Wolfram Yannick Yasmin Yvonne Zoe
"""
)

AGENCIES = word_set(
    """
afp anadolu ansa ap apa awp belga belta bloomberg dapd ddp dj dow dpa dpa-afx dpa-infocom dts efe epd
interfax jones keystone-sda kna mti nowosti ntb ots pti red redaktion reuters ria ritzau rtr rtrd sda sid
sid/afp tass tt ukrinform unian upi xinhua
"""
)


def is_agency(word: str) -> bool:
    """Say whether a word names a news agency: ``dpa``, ``Reuters``, ``dpa-infocom``.

    >>> is_agency("Reuters"), is_agency("Merz")
    (True, False)
    """
    return word.strip(" .").lower() in AGENCIES or word.lower().startswith("dpa-")
