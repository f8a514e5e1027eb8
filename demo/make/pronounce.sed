# How espeak-ng's German voice should say words it would read wrongly.
# The dialogue texts stay in correct German; only the speech input is changed.
s/[„“]//g
s/Auf 'nen/Auf [[n@n]]/g
s/Pod-Kaffee/Pott-Kaffee/g
s/BAföG-Digital/[[b'a:fY:k]] digital/g
s/IT-Budget/[[aIt'i:]] Büdschee/g
s/IT-/[[aIt'i:]] /g
s/E-Government-Kongresse/[['i:]] [[g'av@m@nt]] Kongresse/g
s/D21/De einundzwanzig/g
s/Onlinedienst/Onlein-Dienst/g
s/\bApp\b/Epp/g
s/Dr\. /Doktor /g
s/Nitzsche/Nitsche/g
s/FITKO/Fitko/g
