// Applicants of every kind that the flow must serve. Names are typed as given; opening must give their NFC.
const today = new Date();
const iso = (date) => [date.getFullYear(), String(date.getMonth() + 1).padStart(2, '0'), String(date.getDate()).padStart(2, '0')].join('-');
const yearsAgo = (years) => iso(new Date(today.getFullYear() - years, today.getMonth(), today.getDate()));

const hundred = 'Wolfeschlegelsteinhausenbergerdorff Bartholomew Maximilian Featherstonehaugh Cholmondeley Marjoriban';

export const applicants = [
    { kind: 'Spanish, accents and hyphen', name: 'María José Núñez-Ibáñez', dob: '1988-07-04', script: 'spa' },
    { kind: 'Irish, apostrophe and hyphen', name: 'Síle O’Shaughnessy-Ní Dhomhnaill', dob: '1975-12-31', script: 'eng' },
    { kind: 'Irish, typewriter apostrophe', name: "Aoife O'Brien", dob: '2008-03-17', script: 'eng' },
    { kind: 'Chinese, a rare character', name: '王㛃淼', dob: '1992-02-29', script: 'chi_sim' },
    { kind: 'Arabic', name: 'فاطمة الزهراء بنت محمد', dob: '1969-05-20', script: 'ara' },
    { kind: 'Vietnamese, stacked marks', name: 'Nguyễn Thị Phượng Ngọc Huế', dob: '2001-11-09', script: 'vie' },
    { kind: 'Ukrainian', name: 'Ольга Їжакевич-Щербань', dob: '1956-01-01', script: 'ukr' },
    { kind: 'one word only', name: 'Suharti', dob: '1999-09-09', script: 'eng' },
    { kind: '100 characters', name: hundred, dob: '1980-06-15', script: 'eng' },
    { kind: 'decomposed marks', name: 'Zoe\u0308 Ame\u0301lie Bjo\u0308rk', dob: '1995-10-10', script: 'eng' },
    { kind: 'born today', name: 'Noor Haddad', dob: iso(today), script: 'eng' },
    { kind: 'born on 29 February', name: 'Łucja Żółkiewska', dob: '2004-02-29', script: 'pol' },
    { kind: '110 years ago', name: 'Esperanza de los Ángeles', dob: yearsAgo(110), script: 'spa' },
    { kind: 'Polish, spaces folded', name: '  Grzegorz   Brzęczyszczykiewicz ', dob: '1963-08-22', script: 'pol', opened: 'Grzegorz Brzęczyszczykiewicz' },
];

export const openedName = (applicant) => applicant.opened ?? applicant.name.normalize('NFC');
